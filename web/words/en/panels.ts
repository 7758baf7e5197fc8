/** The words of small things that are fetched when they open, or when there is something to tell. */
export const panelWords = {
  line: {
    close: 'Close',
    plainly: {
      live: 'What others say is here at once.',
      interval: 'This page looks for news every few seconds.',
      offline: 'What you write is kept, and sent as soon as the server can be reached.',
    },
    transport: 'News',
    held: (seconds: number) =>
      `The server holds each request until something happens, for up to ${seconds} s.`,
    streamed: 'One answer of the server goes on, and brings what happens as it happens.',
    asked: (seconds: number) => `This page asks again every ${seconds} s.`,
    requests: 'Requests so far',
    comparison: (made: number, wouldBe: number) =>
      `${made}, where asking every 3 s would have made ${wouldBe}`,
  },

  leave: {
    action: 'Leave chat',
    question: 'Leave this chat?',
    consequence: 'You stop seeing what is said. With the link you can come back as long as the chat is open.',
    consequencePrivate: (name: string) =>
      `It goes from your list. You find it again by opening a private chat with ${name}.`,
    consequenceAlone: 'You are the last one here: the chat and its messages will be gone.',
    confirm: 'Leave',
    stay: 'Stay',
  },

  broadcast: { title: 'To everyone:', dismiss: 'Dismiss' },

  copyByHand: { label: 'Invite link', hint: 'Copy the selected link with your keyboard or menu.' },

  alerts: {
    title: (name: string, chat: string) => `${name} · ${chat}`,
    whisper: 'Whispers to you',
  },
};
