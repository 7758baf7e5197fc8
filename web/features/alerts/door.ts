import { fetchPart } from '../../net/fetch-part.ts';
import type { FeedEvent } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import type { Preferences } from '../../store/preferences.ts';

/** Passes on what names one, and what is said while nobody looks; the code that tells of it is fetched by those alone who asked to be told. */
export function hear(event: FeedEvent, isLeading: boolean, deps: FeatureDeps): void {
  if (event.type !== 'message.created') return;
  const { notifies, sounds }: Preferences = deps.preferences.now.value;
  const { uri, id } = event.data;
  const isNamed = deps.state.world.value?.chats.get(uri)?.chat.unread_mentions.includes(id);
  if (!isNamed && !(document.hidden && (notifies || sounds))) return;
  const hearing = { isLeading, heardAtMs: Date.now(), isNamed };
  fetchPart(() => import('./alert.ts')).then(
    ({ alert }) => alert(deps, event.data, hearing),
    // Nobody is looking who could be told that it could not be fetched; the next message tries again.
    () => {},
  );
}
