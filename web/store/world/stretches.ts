import type { MessagePage } from '../../net/wire.ts';
import { applyMessages } from './apply-messages.ts';
import { changeTalk, type Stretch, type World } from './world.ts';

/** A stretch of the past as just read. Where it reaches the newest messages the two are one from then on. */
export function putStretch(world: World, uri: string, { messages, hasOlder }: Stretch): World {
  return changeTalk(world, uri, (talk) => {
    const isApart = (messages.at(-1)?.id ?? 0) < (talk.messages[0]?.id ?? 0);
    if (isApart) return { elsewhere: { messages, hasOlder } };
    return { messages: applyMessages(talk.messages, messages), hasOlder, elsewhere: null };
  });
}

/** A place at one end of what is shown of a talk. */
export interface Edge {
  id: number;
  direction: 'before' | 'after';
}

/** What comes before or after what is shown, as just read; when one is elsewhere by now, nothing. */
export function extendTalk(world: World, uri: string, { id, direction }: Edge, page: MessagePage): World {
  const talk = world.talks.get(uri);
  const shown = talk?.elsewhere ?? talk;
  if (shown?.messages.at(direction === 'before' ? 0 : -1)?.id !== id) return world;
  return putStretch(world, uri, {
    messages: applyMessages(shown.messages, page.messages),
    hasOlder: direction === 'before' ? page.has_more : shown.hasOlder,
  });
}
