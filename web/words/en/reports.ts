/** The words of reporting a message, and of what becomes of it. */
export const reportWords = {
  action: 'Report …',
  title: 'Report this message to staff',
  hint: 'Staff see this message and who reports it, and nothing else of the chat. Its author does not learn of it from us.',
  reason: 'What is wrong with it?',
  reasons: {
    spam: 'Spam or advertising',
    harassment: 'Harassment',
    hate: 'Hate',
    violence: 'Violence or threats',
    illegal: 'Something unlawful',
    other: 'Something else',
  },
  words: 'What should staff know? (optional)',
  send: 'Report',
  thanks: 'Thank you. Staff will look at it, and you read in the settings what became of it.',
  close: 'Close',

  own: {
    heading: 'What you reported',
    list: 'Your reports',
    none: 'Nothing.',
    of: (name: string) => `A message of ${name}`,
    open: 'Staff have not looked at it yet.',
    outcomes: {
      dismissed: 'Staff looked at it: it may stay.',
      removed: 'Staff removed the message.',
      acted: 'Staff did something about it.',
    },
    answer: (words: string) => `Staff say: ${words}`,
    more: 'Show more',
  },
};
