/** What the script of /api/docs/ says; the page itself is written in api/docs/, beside the contract. */
export const docsWords = {
  copied: 'Copied',
  copy: 'Copy',
  /** Where the browser lets nobody write to the clipboard. */
  notCopied: 'Select it and copy',

  nobody: 'Nobody: open calls are answered, others are a 401.',
  guest: (name: string) => `${name}, a guest of this page.`,
  me: (name: string) => `${name}, as logged in here.`,
  pasted: 'Whoever the pasted token belongs to.',
  asMe: (name: string) => `As ${name}`,
  askedAs: (who: string) => `Asked as ${who} `,
  change: 'Change',
  comeIn: 'Come in as a guest',
  nickname: (number: number) => `Reader ${number}`,
  noGuest: (status: number) => `No guest could come in: ${status || 'the server was not reached'}.`,

  sending: 'Sending …',
  stopped: 'Stopped.',
  unreached: 'The server was not reached.',
  status: (status: number, text: string, ms: number) => `${status}${text && ` ${text}`}, in ${ms} ms`,
  noBody: 'Without a body.',
  rest: (characters: number) => `… and ${characters} characters more`,
  image: 'The image',
  bytes: (bytes: number, type: string) => `${bytes} bytes of ${type || 'an unknown kind'}.`,
  answer: 'The answer',
  ask: (method: string, path: string, who: string) =>
    `${method} ${path} takes something away. Asked as ${who}`,
};
