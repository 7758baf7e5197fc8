import type { Chat, FeedEvent, FeedPage, MessagePage, OpenChat } from '../../web/net/wire.ts';
import { applyEvent } from '../../web/store/world/apply-event.ts';
import { changeChat, createWorld, putChats, putTalk, type World } from '../../web/store/world/world.ts';
import type { Address, Person } from './person.ts';
import { streamToNow } from './stream-reader.ts';

/** What a client shows one person: a snapshot over HTTP, kept true by the browser client's own `applyEvent`. */
export interface Mirror {
  /** Applies what happened since. */
  follow(): Promise<void>;
  /** Everything of it that a fresh snapshot shows as well, ready to be compared. */
  shown(): Shown;
  /** The types of all events it was told of. */
  types: ReadonlySet<string>;
}

interface Shown {
  chats: Record<string, unknown>;
  talks: Record<string, unknown>;
}

interface MirrorOptions {
  /** From before, as a client has it that is told while it still reads. */
  since?: string;
  /** Whose streams it follows by; without it by polls. */
  streamsOf?: Address;
  /** The ids of whom the person has blocked at some time: where one of them names somebody, the chat says whether that calls (contract, section 1). */
  blocked?: ReadonlySet<number>;
}

/** Looks at everything now. */
export async function openMirror(
  person: Person,
  { since, streamsOf, blocked = new Set() }: MirrorOptions = {},
): Promise<Mirror> {
  let cursor = since ?? (await cursorOf(person));
  let world = await snapshot(person);
  const types = new Set<string>();
  const unsure = new Set<string>();
  const next = () => `/api/events/?cursor=${cursor}&limit=3`;
  const take = (page: FeedPage) => {
    for (const event of page.events) {
      types.add(event.type);
      if ('mentions' in event.data && blocked.has(event.data.user.id)) unsure.add(event.data.uri);
    }
    world = page.events.reduce(applyTwice, world);
    cursor = page.cursor;
  };
  const askWhoCalls = async () => {
    for (const uri of unsure) {
      const { status, body } = await person.get<Chat>(`/api/chats/${uri}/`);
      if (status === 200) world = changeChat(world, uri, () => ({ unread_mentions: body.unread_mentions }));
    }
    unsure.clear();
  };
  return {
    types,
    async follow() {
      if (streamsOf) {
        for (const line of await streamToNow(streamsOf, person, next())) take(JSON.parse(line));
      } else {
        for (let hasMore = true; hasMore; ) {
          const page = await ask<FeedPage>(person, next());
          take(page);
          hasMore = page.has_more;
        }
      }
      await askWhoCalls();
    },
    shown: () => show(world),
  };
}

export async function cursorOf(person: Person): Promise<string> {
  return (await ask<FeedPage>(person, '/api/events/')).cursor;
}

/** An event that comes again changes nothing. */
function applyTwice(world: World, event: FeedEvent): World {
  return applyEvent(applyEvent(world, event), event);
}

async function snapshot(person: Person): Promise<World> {
  const { results } = await ask<{ results: Chat[] }>(person, '/api/chats/?page_size=200');
  const talks = await Promise.all(
    results.map(async ({ uri }) => {
      const chat = ask<OpenChat>(person, `/api/chats/${uri}/`);
      const page = ask<MessagePage>(person, `/api/chats/${uri}/messages/?limit=200`);
      return [await chat, await page] as const;
    }),
  );
  let world = putChats(createWorld(person.user.id), results);
  for (const [chat, { messages, has_more }] of talks)
    world = putTalk(world, chat, { messages, hasOlder: has_more });
  return world;
}

/** Without what is state and not history, and without what only a client that followed can know. */
function show({ chats, talks }: World): Shown {
  return {
    chats: Object.fromEntries(
      [...chats].map(
        ([
          uri,
          {
            chat: { as_of: _asOf, ...chat },
          },
        ]) => [uri, chat],
      ),
    ),
    talks: Object.fromEntries(
      [...talks].map(([uri, { members, messages, hasOlder }]) => {
        const shown = members.map(({ online: _online, last_seen: _lastSeen, ...member }) => member);
        // What has disappeared keeps its place in a talk, where it is not drawn (web/features/talk/arrange.ts); nobody else is told of it.
        const standing = messages.filter(({ deleted, expires_at }) => !deleted || expires_at === null);
        return [uri, { members: shown, messages: standing, hasOlder }];
      }),
    ),
  };
}

async function ask<Body>(person: Person, path: string): Promise<Body> {
  const reply = await person.get<Body>(path);
  if (reply.status !== 200) throw new Error(`GET ${path}: ${reply.status} ${reply.text}`);
  return reply.body;
}
