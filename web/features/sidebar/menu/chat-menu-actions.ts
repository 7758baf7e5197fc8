import { insidePath } from '../../../net/inside-paths.ts';
import { panelPath } from '../../../net/panel-paths.ts';
import type { Chat } from '../../../net/wire.ts';
import type { FeatureDeps } from '../../../store/actions/feature-deps.ts';
import { problemOf } from '../../../store/problem.ts';
import { changeChat } from '../../../store/world/world.ts';
import type { Problem } from '../../../words/en/problems.ts';

/** How a chat stands in one's own list; nobody else learns of it. */
export function createChatMenuActions({ ask, world }: FeatureDeps) {
  function put<Kept extends Partial<Chat>>(uri: string, path: string, body: object): Promise<Problem | null> {
    return problemOf(() =>
      world.read(
        () => ask<Kept>(path, { method: 'PUT', body }),
        (known, kept) => changeChat(known, uri, () => kept),
      ),
    );
  }

  return {
    archive: (uri: string, archived: boolean) =>
      put<Pick<Chat, 'archived_after'>>(uri, panelPath.archived(uri), { archived }),

    markUnread: (uri: string) =>
      put<Pick<Chat, 'marked_unread'>>(uri, panelPath.unread(uri), { marked_unread: true }),

    /** The log tells what is unread then, as of which event. */
    markRead: ({ uri, last_message: last }: Chat): Promise<Problem | null> =>
      problemOf(() =>
        ask(insidePath.readMarker(uri), { method: 'PUT', body: { message_id: last?.id ?? 0 } }),
      ),
  };
}
