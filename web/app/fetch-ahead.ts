import { useEffect } from 'preact/hooks';
import { ChatDetails } from '../features/details/door.ts';
import { FormattedText } from '../features/formatting/door.ts';
import { FailedNote } from '../features/message/door.ts';
import { People } from '../features/people/door.ts';
import { Search } from '../features/search/door.ts';
import { ChatMenu } from '../features/sidebar/door.ts';
import { QuickSwitch } from '../features/switch/door.ts';
import { ProblemWords } from '../kit/late-problem.ts';
import { loadPast, loadSending } from './late-actions.ts';

/** What the page opens with has come and is drawn by then, also where the line is slow. */
const afterMs = 2000;

/** In this order: what sends, what is needed when the line is gone, what the next message may hold, then what a key or a tap waits for. */
const loads = [
  loadSending,
  ...[ProblemWords, FailedNote, FormattedText].map((part) => part.fetch),
  loadPast,
  ...[QuickSwitch, ChatMenu, Search, ChatDetails, People].map((part) => part.fetch),
];

/** Fetches what one may soon open, once nothing else is to be done; not for those who are to save data. */
export function useFetchAhead(): void {
  useEffect(() => {
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    if (connection?.saveData) return;
    // Safari has no idle callbacks.
    const timer = setTimeout(() => (window.requestIdleCallback ?? setTimeout)(fetchAll), afterMs);
    return () => clearTimeout(timer);
  }, []);
}

async function fetchAll(): Promise<void> {
  try {
    for (const load of loads) await load();
  } catch {
    // No line: each is fetched, and its failure told, when it is opened.
  }
}
