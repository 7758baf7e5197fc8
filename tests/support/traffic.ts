import { setTimeout as sleep } from 'node:timers/promises';
import { untilCaughtUp } from './catch-up.ts';
import { type Errand, runErrands } from './errands.ts';
import type { Address, Person } from './person.ts';
import type { Random } from './random.ts';
import type { Reader } from './reader.ts';
import { type FinalHistory, type Replay, readWholeHistory, replayFrom } from './replay.ts';
import { type Scene, setScene, startReaders, untilKnown } from './scene.ts';
import { scale } from './soak.ts';
import { until } from './until.ts';
import { type Stay, visit } from './visitor.ts';
import { type SentMessage, send, type Whisper, type WriterOptions, writeSomething } from './writer.ts';

/** Everything that happened, as those who took part know it. */
export interface Story extends Scene {
  seen: Reader[];
  messages: SentMessage[];
  stays: Stay[];
  /** How often visitors joined. */
  joins: number;
  replays: Replay[];
  histories: FinalHistory[];
  errands: Errand[];
}

interface TrafficOptions {
  url: string;
  /** Where there are several behind that. */
  nodes?: readonly Address[];
  random: Random;
  /** Operations of each resident; visitors come once for every ten. */
  operations: number;
  /** The longest hold in seconds that readers ask for. */
  maxWaitS: number;
  /** Makes someone staff; without it nobody speaks to everyone. */
  makeStaff?: (username: string) => Promise<void>;
  /**
   * Runs beside the traffic and may break things, but must leave a server running. `reach` resolves when that share of the
   * operations is done, and rejects when something has gone wrong.
   */
  meanwhile?(reach: (share: number) => Promise<void>): Promise<void>;
}

/** What is shared by all who act. */
interface Act extends TrafficOptions {
  scene: Scene;
  readers: Reader[];
  messages: SentMessage[];
  unsure: Whisper[];
  stays: Stay[];
  errands: Errand[];
  /** Operations so far. */
  done: number;
  /** Aborts when something went wrong, so that nobody goes on alone. */
  signal: AbortSignal;
}

/** How many of the cursors that came with messages are tried out afterwards. */
const replayCount = 12;

/** Everyone writes and reads in every way there is, until the last reader has seen the last message. */
export async function playTraffic(options: TrafficOptions): Promise<Story> {
  const scene = await setScene(options.url);
  if (options.nodes) await untilKnown(options.url, options.nodes);
  const readers = await startReaders(scene, options.random, options.maxWaitS);
  const failing = new AbortController();
  const journal = { messages: [], unsure: [], stays: [], errands: [], done: 0 };
  const act: Act = { ...options, ...journal, scene, readers, signal: failing.signal };
  try {
    // Readers end when they are stopped, or when they saw what no server may answer.
    await Promise.race([perform(act), ...readers.map((reader) => reader.ended)]);
  } finally {
    failing.abort();
    await Promise.allSettled(readers.map((reader) => reader.stop()));
  }
  const { messages, stays, errands } = act;
  const joins = scene.visits.length * visitTimes(options);
  const replays = await replaySome(act);
  const histories = await Promise.all(
    [...scene.residents].flatMap(([uri, people]) => people.map((person) => readWholeHistory(person, uri))),
  );
  return { ...scene, seen: readers, messages, stays, joins, replays, histories, errands };
}

async function perform(act: Act): Promise<void> {
  const { scene, readers, operations } = act;
  const residents = new Set([...scene.residents.values()].flat());
  const writing = [...residents].filter((person) => person !== outsider(scene));
  await Promise.all([
    ...writing.map((person) => live(act, person)),
    ...scene.visits.map((plan) =>
      visit({
        ...plan,
        ...writerFor(act, plan.person),
        audience: (uri) => scene.residents.get(uri) ?? [],
        readers: readers.filter((reader) => reader.person === plan.person),
        times: visitTimes(act),
        stays: act.stays,
      }),
    ),
    runErrands({ ...act, times: Math.ceil(operations / 2) }),
    act.meanwhile?.((share) => reach(act, share * writing.length * operations)),
  ]);
  // Sent again it is taken now, or shown to have been taken, or refused for good.
  for (let next = act.unsure.pop(); next; next = act.unsure.pop()) {
    await send(writerFor(act, next.author), next.to, next.clientId);
  }
  const last = new Map<string, number | null>();
  for (const [uri, [owner]] of scene.residents) {
    last.set(uri, await send({ ...writerFor(act, owner), chats: [uri] }));
  }
  await untilCaughtUp(
    readers,
    () => readers.filter((reader) => !hasSeenAll(reader, act, last)).map(nameOf),
    'every reader has seen the last message of each of its chats',
  );
  // Once more for everyone, for what comes twice or too late.
  await sleep(300);
}

async function reach(act: Act, operations: number): Promise<void> {
  const what = `${operations} operations are done`;
  await until(() => act.signal.aborted || act.done >= operations, { what, deadlineMs: scale().timeoutMs });
  act.signal.throwIfAborted();
}

async function live(act: Act, person: Person): Promise<void> {
  const writer = writerFor(act, person);
  for (let i = 0; i < act.operations; i += 1) {
    await writeSomething(writer);
    act.done += 1;
    await sleep(writer.random.below(60));
  }
}

function writerFor({ scene, messages, unsure, random, signal }: Act, person: Person): WriterOptions {
  const visitors = scene.visits.map((plan) => plan.person);
  return {
    person,
    chats: [...scene.residents].filter(([, people]) => people.includes(person)).map(([uri]) => uri),
    audience: (uri) => [...(scene.residents.get(uri) ?? []), ...visitors].filter((other) => other !== person),
    journal: messages,
    unsure,
    random: random.fork(),
    signal,
  };
}

function visitTimes({ operations }: TrafficOptions): number {
  return Math.ceil(operations / 10);
}

/** Alone in a chat of their own, with only the last message to write. */
function outsider({ residents }: Scene): Person | undefined {
  return [...residents.values()].find((people) => people.length === 1)?.[0];
}

/** A visitor who left for good is owed nothing more. */
function hasSeenAll(
  reader: Reader,
  { scene, stays }: Act,
  last: ReadonlyMap<string, number | null>,
): boolean {
  const { person, chat } = reader;
  const seen = new Set(reader.seen().map((event) => event.type === 'message.created' && event.data.id));
  const isInside = (uri: string) =>
    scene.residents.get(uri)?.includes(person) ||
    (scene.visits.some((plan) => plan.person === person && plan.uri === uri) &&
      !stays.some((stay) => stay.userId === person.user.id && stay.nextJoinAskedAt === Infinity));
  return [...last].every(
    ([uri, id]) => (chat !== null && chat !== uri) || !isInside(uri) || seen.has(id ?? 0),
  );
}

/** Messages of residents, who see everything behind them. */
function replaySome({ scene, messages, random }: Act): Promise<Replay[]> {
  const residents = new Map([...scene.residents.values()].flat().map((person) => [person.user.id, person]));
  const some = messages.filter((_message, i) => i % Math.ceil(messages.length / replayCount) === 0);
  return Promise.all(
    some.flatMap((message) => {
      const author = residents.get(message.authorId);
      return author ? [replayFrom(author, message, random.pick([7, 200]))] : [];
    }),
  );
}

function nameOf({ person, chat, answers, seen }: Reader): string {
  const last = `${seen().length} events in ${answers.length} answers, up to ${seen().at(-1)?.id}`;
  return `${person.username} on ${chat ?? 'everything'} (${last})`;
}
