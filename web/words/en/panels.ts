/** The words of small things that are fetched when they open, or when there is something to tell. */
export const panelWords = {
  line: {
    close: 'Close',
    transport: 'News',
    held: (seconds: number) =>
      `The server holds each request until something happens, for up to ${seconds} s.`,
    asked: (seconds: number) => `This page asks again every ${seconds} s.`,
    requests: 'Requests so far',
    comparison: (made: number, wouldBe: number) =>
      `${made}, where asking every 3 s would have made ${wouldBe}`,
  },

  leave: {
    action: 'Leave chat',
    question: 'Leave this chat?',
    consequence: 'You stop seeing what is said. With the link you can come back as long as the chat is open.',
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
