import { panelPath } from '../../net/panel-paths.ts';
import { apiPath, pagePath } from '../../net/paths.ts';
import type { Chat, Room } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import { putChat } from '../../store/world/world.ts';

export function createRoomActions({ ask, world, go }: FeatureDeps) {
  return {
    /** The lobby first, then the newest. */
    list: async (_text: string, signal: AbortSignal): Promise<readonly Room[]> =>
      (await ask<{ results: Room[] }>(panelPath.rooms({ page_size: 200 }), { signal })).results,

    /** Goes to the new room, which its maker owns. Without a slug its address is a random one. */
    make: ({ name, slug }: { name: string; slug: string }) =>
      problemOf(async () => {
        const body = { name, public: true, ...(slug && { slug }) };
        const chat = await ask<Chat>(apiPath.chats, { method: 'POST', body });
        world.change((known) => (known.chats.has(chat.uri) ? known : putChat(known, chat)));
        go(pagePath.chat(chat.uri));
      }),
  };
}

/** What a room is called, also one whose maker gave it no name. */
export function roomName({ name, uri }: Pick<Room, 'name' | 'uri'>): string {
  return name || uri;
}
