import { useEffect } from 'preact/hooks';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { words } from '../../words/en/words.ts';

/** What the browser's tab says: how much is unread, and which page this is; none for the start page. */
export function useTitle(title: string | undefined): void {
  const unread = useValue(useStore().state.unread);
  useEffect(() => {
    const page = title ? words.title(title) : words.product;
    document.title = unread > 0 ? words.unreadTitle(unread, page) : page;
  }, [title, unread]);
}
