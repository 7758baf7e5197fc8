/** The words of finding people, rooms and chats. */
export const peopleWords = {
  people: {
    search: 'Search people',
    loading: 'Looking who is there …',
    nobody: (text: string) =>
      text.trim() ? `Nobody here is called “${text.trim()}”.` : 'Nobody else is here yet.',
    off: 'This server keeps its people to itself. Send someone the link of a chat instead.',
    guest: 'guest',
    blocked: 'blocked',
    beyond: (count: number) => `And ${count} more: search for a name.`,
  },

  rooms: {
    make: 'Make a room',
    loading: 'Looking for rooms …',
    name: 'Name of the room',
    nameless: 'Give the room a name.',
    address: 'Readable address (optional)',
    addressHint: 'Small letters, digits and hyphens. Everyone on this server can find the room.',
    confirm: 'Make it',
    cancel: 'Cancel',
    open: 'Open',
    view: 'View',
    leave: (name: string) => `Leave ${name}`,
  },

  find: {
    title: 'Go to',
    label: 'Chat, person or room',
    found: 'Found',
    nothing: 'Nothing of that name.',
    everywhere: (words: string) => `Search all chats for “${words}”`,
  },
};
