import type { Chat, Room } from '../../net/wire.ts';
import type { PanelDeps } from '../../store/actions/panel-deps.ts';
import { chatPath } from '../../store/path.ts';
import { problemOf } from '../../store/problem.ts';
import { putChat } from '../../store/world/world.ts';

export function createRoomActions({ ask, world, go }: PanelDeps) {
  return {
    /** The lobby first, then the newest. */
    list: async (_text: string, signal: AbortSignal): Promise<readonly Room[]> =>
      (await ask<{ results: Room[] }>('/api/chats/public/?page_size=200', { signal })).results,

    /** Goes to the new room, which its maker owns. Without a slug its address is a random one. */
    make: ({ name, slug }: { name: string; slug: string }) =>
      problemOf(async () => {
        const body = { name, public: true, ...(slug && { slug }) };
        const chat = await ask<Chat>('/api/chats/', { method: 'POST', body });
        world.change((known) => (known.chats.has(chat.uri) ? known : putChat(known, chat)));
        go(chatPath(chat.uri));
      }),
  };
}

/** What a room is called, also one whose maker gave it no name. */
export function roomName({ name, uri }: Pick<Room, 'name' | 'uri'>): string {
  return name || uri;
}
