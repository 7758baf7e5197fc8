/**
 * What is said wherever one is. The other files here hold the words of one part of the page each, so that they are fetched with it.
 * Together they are every word that a person reads, but for the page of the API, which is written beside the contract (api/docs/), and sentences of
 * the server's about a field that fields.ts does not know. Another language is a folder of the same files, which the build puts in the place of these.
 */
export const words = {
  product: 'Holdline',

  title: (page: string) => `${page} · Holdline`,

  unreadTitle: (count: number, title: string) => `(${count}) ${title}`,

  logOut: 'Log out',

  language: 'Language',

  settings: (name: string) => `${name}: settings`,

  part: {
    failed: 'This part could not be loaded. Trying again by itself …',
    broken: 'Something in this part went wrong.',
    again: 'Try again',
    reload: 'Reload',
  },

  line: {
    unreachable: 'The server can’t be reached. Trying again by itself …',
    busy: 'The server is busy. Trying again by itself …',
    lost: 'The news could not be read. Trying again by itself …',
    tryNow: 'Try now',
  },
};
