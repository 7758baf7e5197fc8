import { panelPath } from '../../net/panel-paths.ts';
import type { ListPage, Message } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import { messageChanged } from '../../store/world/apply-event.ts';
import { changeTalk } from '../../store/world/world.ts';
import type { Problem } from '../../words/en/problems.ts';

export function createPinActions({ ask, world }: FeatureDeps) {
  return {
    /** Reads all that is pinned in a chat, also what is far back in its talk. From then on the log keeps it true. */
    readPins: (uri: string): Promise<Problem | null> =>
      problemOf(() =>
        world.read(
          () => ask<ListPage<Message>>(panelPath.pins(uri)),
          (known, { results }) => changeTalk(known, uri, () => ({ pins: results })),
        ),
      ),

    unpin: ({ uri, id }: Message): Promise<Problem | null> =>
      problemOf(() =>
        world.read(
          () => ask<Message>(panelPath.pin(uri, id), { method: 'DELETE' }),
          (known, message) => messageChanged(known, uri, message),
        ),
      ),
  };
}
