/** The words of a page on which there is nothing to see. */
export const deadEndWords = {
  toStart: 'To the start page',

  removedBy: (name: string) => `You were removed by ${name}`,

  /** Why there is nothing to see. */
  why: {
    nowhere: { title: 'There is nothing here', text: 'The address may be mistyped.' },
    unknown: {
      title: 'We can’t find this chat',
      text: 'The link may be incomplete, or the chat is gone. Ask for a fresh link.',
    },
    closed: {
      title: 'This chat is closed',
      text: 'It takes nobody new now. Ask whoever runs it to open it.',
    },
    invite: {
      title: 'This chat is by invite only',
      text: 'The link alone does not open it. Ask whoever runs it for a personal invite.',
    },
    banned: {
      title: 'You can’t join this chat',
      text: 'Whoever runs it has removed you for good. They alone can let you in again.',
    },
    left: { title: 'You left this chat', text: 'Its link leads you back in, as long as it is open.' },
    removed: {
      title: 'You were removed from this chat',
      text: 'What you said stays there. Ask those inside if you think that it was a mistake.',
    },
    outside: {
      title: 'You are no longer in this chat',
      text: 'You left it or were removed. Its link leads you back in, as long as it is open to you.',
    },
    over: { title: 'This chat is over', text: 'Its owner ended it, and all that was said in it is gone.' },
    refused: { title: 'You can’t open this chat', text: 'It does not let you in.' },
    invite_expired: { title: 'This invite has expired', text: 'Ask whoever sent it for a new one.' },
    invite_used_up: {
      title: 'This invite has been used up',
      text: 'As many people as it was meant for have joined. Ask whoever sent it for a new one.',
    },
    invite_withdrawn: { title: 'This invite was withdrawn', text: 'Ask whoever sent it for a new one.' },
    invite_unknown: {
      title: 'We can’t find this invite',
      text: 'The link may be incomplete, or the chat is gone.',
    },
  },
};
