import type { formattingWords as English } from '../en/formatting.ts';

/** The words beside a block of code, and beside a draft, in German. */
export const formattingWords: typeof English = {
  code: (language) => (language ? `Code, ${language}` : 'Code'),
  copy: 'Kopieren',
  copied: 'Kopiert',
  selected: 'Ausgewählt: kopiere es von Hand',
  preview: 'Vorschau',
};
