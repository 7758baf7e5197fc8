import { listed } from './format.ts';

/** The words of what one can do with a message. */
export const messageWords = {
  menu: {
    label: 'Message actions',
    react: 'React',
    reactWith: (emoji: string) => `React with ${emoji}`,
    other: 'React with another emoji …',
    reply: 'Reply',
    copy: 'Copy text',
    copyLink: 'Copy link to this message',
    pin: 'Pin for all',
    unpin: 'Unpin',
    edit: 'Edit',
    delete: 'Delete',
    deleteQuestion: 'Delete this message?',
    deleteConsequence: 'Its text is gone for everyone; that it was deleted stays to be seen.',
    keep: 'Keep it',
  },

  reply: {
    answering: (name: string | undefined) => (name ? `Answering ${name}` : 'Answering a message'),
    stop: 'Answer nothing',
  },

  link: { label: 'Link to this message', hint: 'Copy the selected link with your keyboard or menu.' },

  seen: {
    action: 'Seen by …',
    heading: 'Seen by',
    none: 'Nobody yet.',
    untold:
      'You keep to yourself what you have read, so you don’t see it of others. In the settings you can change that.',
  },

  unsent: { failed: 'Not sent.', retry: 'Retry', discard: 'Discard' },

  edit: { label: 'What it is to say', save: 'Save', cancel: 'Cancel' },

  reactions: {
    label: 'Reactions',
    /** The names may be fewer than those who reacted. */
    who: (count: number, { names, isMine }: { names: readonly string[]; isMine: boolean }): string => {
      const shown = [...names, ...(isMine ? ['you'] : [])];
      const more = count - shown.length;
      return listed.format(more > 0 ? [...shown, `${more} more`] : shown);
    },
    said: (
      emoji: string,
      count: number,
      { names, isMine }: { names: readonly string[]; isMine: boolean },
    ) => {
      const others = messageWords.reactions.who(count - (isMine ? 1 : 0), { names, isMine: false });
      return [`${emoji} ${count}`, others, isMine && 'you reacted'].filter(Boolean).join(', ');
    },
  },
};
