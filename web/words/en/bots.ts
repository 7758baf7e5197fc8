/** The words of the programs in a chat. */
export const botWords = {
  list: 'Bots',
  hint: 'A bot says what a program sends to its address: that a build is done, that a disk is full. It hears what is said here.',
  hintForMembers: 'Programs that hear what is said here, and say something themselves.',
  none: 'No bots here yet.',
  name: 'Name of the bot',
  make: 'Make bot',
  madeBy: (name: string) => `Made by ${name}`,
  noKey: 'It has no address: whoever had the last one does not run this chat any more.',

  isReady: (name: string) => `${name} is ready`,
  once: 'The address is shown this once. Whoever has it can speak as the bot.',
  address: 'What is posted to this address, the bot says:',
  tryIt: 'Try it on a command line:',
  example: 'Hello from here',
  isKept: 'I have copied it',

  change: 'Name and picture',
  save: 'Save',
  hook: 'Hook',
  saved: 'Saved.',

  replaceKey: (name: string) => ({
    action: 'Replace the address …',
    question: `Replace the address of ${name}?`,
    consequence:
      'The address as it is now leads nowhere from then on, and whatever uses it has to be told the new one.',
    confirm: 'Replace it',
    stay: 'Keep it',
  }),

  remove: (name: string) => ({
    action: 'Remove …',
    question: `Remove ${name}?`,
    consequence: 'Its address leads nowhere any more. What it has said stays.',
    confirm: 'Remove bot',
    stay: 'Keep it',
  }),
  removed: (name: string) => `${name} is removed.`,
};
