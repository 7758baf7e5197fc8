/** The words beside a block of code, and beside a draft. */
export const formattingWords = {
  code: (language: string) => (language ? `Code, ${language}` : 'Code'),
  copy: 'Copy',
  copied: 'Copied',
  /** Where the browser lets nobody write to the clipboard. */
  selected: 'Selected: copy it by hand',
  preview: 'Preview',
};
