import { counted } from './format.ts';

/** The words of the search in a chat. */
export const searchWords = {
  close: 'Close the search',
  label: 'Words to look for',
  hint: 'All of them, the last one perhaps half typed.',
  results: 'Found messages',
  found: (count: number, hasMore: boolean) => {
    if (count === 0) return 'Nothing found.';
    return hasMore ? `The newest ${count} are below.` : `${counted(count, 'message', 'messages')} found.`;
  },
  looking: 'Looking …',
  everywhere: 'Search all chats',
  more: 'Show older finds',
  day: 'Day to go to',
  go: 'Go',
  nothingSince: 'Nothing was said from that day on.',
};
