import { startChat } from './people.ts';
import { type Address, elsewhere, type Person, signUp } from './person.ts';
import type { Random } from './random.ts';
import { follow, type Reader, type ReaderOptions } from './reader.ts';

/** Who takes part, and where. */
export interface Scene {
  /** Who is in which chat (uri) from before the first cursor to after the last; the owner first. */
  residents: ReadonlyMap<string, readonly [Person, ...Person[]]>;
  /** Who comes to a chat and leaves it, again and again. */
  visits: readonly { person: Person; uri: string; leavesForGood: boolean }[];
  /** Who have private chats with each other, as soon as one of them asks. */
  directs: readonly (readonly [Person, Person])[];
  /** Who change their names, and the one chat that they are in. */
  renamed: readonly { person: Person; uri: string }[];
  /** Chats made to be changed and deleted. */
  sheds: readonly { id: number; uri: string; owner: Person; member: Person; guest: Person }[];
  /** Who speaks to everyone. */
  herald: Person;
  everyone: readonly Person[];
  /** What the readers of each of them do. */
  readers: readonly ReaderPlan[];
}

type ReaderPlan = Pick<ReaderOptions, 'person' | 'chat'> & Partial<ReaderOptions>;

/** Two chats, people who live there, two who come and go, one who has no business there, and some sheds. */
export async function setScene(url: string): Promise<Scene> {
  const [alice, bob, carol, dave, erin, frank, mallory, gina] = await Promise.all([
    signUp({ url }, 'alice'),
    signUp({ url }, 'bob'),
    signUp({ url }, 'carol'),
    signUp({ url }, 'dave'),
    signUp({ url }, 'erin'),
    signUp({ url }, 'frank'),
    signUp({ url }, 'mallory'),
    signUp({ url }, 'gina'),
  ]);
  const { uri: garden } = await startChat(alice, bob, carol);
  const { uri: kitchen } = await startChat(alice, bob, dave);
  const { uri: cellar } = await startChat(mallory);
  const sheds = await Promise.all(
    Array.from({ length: shedCount }, async () => {
      const { uri } = await startChat(alice, bob);
      const { id } = (await alice.get<{ id: number }>(`/api/chats/${uri}/`)).body;
      return { id, uri, owner: alice, member: bob, guest: gina };
    }),
  );
  return {
    residents: new Map([
      [garden, [alice, bob, carol]],
      [kitchen, [alice, bob, dave]],
      [cellar, [mallory]],
    ]),
    visits: [
      { person: erin, uri: garden, leavesForGood: false },
      { person: frank, uri: kitchen, leavesForGood: true },
    ],
    directs: [
      [alice, bob],
      [bob, gina],
      [gina, alice],
    ],
    renamed: [
      { person: dave, uri: kitchen },
      { person: mallory, uri: cellar },
    ],
    sheds,
    herald: mallory,
    everyone: [alice, bob, carol, dave, erin, frank, mallory, gina],
    readers: [
      { person: alice, chat: null },
      { person: alice, chat: null, ...interval },
      // More than one person may hold, and a pair of which each ends the other's poll.
      ...Array.from({ length: 7 }, () => ({ person: bob, chat: garden })),
      { person: bob, chat: null, client: 'one tab' },
      { person: bob, chat: null, client: 'one tab' },
      // In one chat only, so that both URLs show the same, and one cursor serves both.
      { person: carol, chat: null, paths: [pathOf(null), pathOf(garden)] },
      { person: carol, chat: garden, limits: [1, 2, 3] },
      { person: dave, chat: kitchen, streamsFrom: url },
      { person: dave, chat: kitchen, ...interval },
      { person: carol, chat: null, streamsFrom: url, client: 'stream' },
      // They come and go as soon as their polls end, so these are short.
      ...[erin, frank].map((person) => ({ person, chat: null, waits: [0, 1] })),
      ...[erin, frank].map((person) => ({ person, chat: null, ...interval })),
      ...[erin, frank].map((person) => ({ person, chat: null, streamsFrom: url, waits: [0, 1] })),
      { person: gina, chat: null },
      { person: gina, chat: null, ...interval },
      { person: mallory, chat: null },
      { person: mallory, chat: null, ...interval },
    ],
  };
}

/**
 * Resolves when each of these nodes knows of everything that was done before: a cursor from a node that is some milliseconds behind would show the
 * making of the scene once more.
 */
export async function untilKnown(url: string, nodes: readonly Address[]): Promise<void> {
  const stranger = await signUp({ url }, 'stranger');
  const { path } = await startChat(stranger);
  const { body } = await stranger.post<{ cursor: string }>(`${path}messages/`, { message: 'Is all there?' });
  // Whoever is asked with it reads on up to there.
  const replies = await Promise.all(
    nodes.map((node) => elsewhere(node, stranger).get(`/api/events/?cursor=${body.cursor}`)),
  );
  for (const { status, text } of replies) if (status !== 200) throw new Error(text);
}

const interval = { waits: [0] };
const shedCount = 2;

/** All of the scene's readers, from now on. */
export function startReaders({ readers }: Scene, random: Random, maxWaitS: number): Promise<Reader[]> {
  return Promise.all(
    readers.map((plan) =>
      follow({
        paths: [pathOf(plan.chat)],
        waits: [0, 1, maxWaitS, maxWaitS],
        limits: [1, 5, 200, 500],
        dropShare: 0.15,
        random: random.fork(),
        ...plan,
      }),
    ),
  );
}

function pathOf(uri: string | null): string {
  return uri === null ? '/api/events/' : `/api/chats/${uri}/events/`;
}
