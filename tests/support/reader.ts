import { setTimeout as sleep } from 'node:timers/promises';
import { badGateway } from './cutting-proxy.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { readStream } from './stream-reader.ts';
import { unavailable } from './writer.ts';

/** An event as it came over the wire, with its id as the number that it is. */
export interface SeenEvent {
  id: number;
  type: string;
  /** The chat's uri. */
  chat: string | null;
  data: EventData;
}

/** What the assertions look at, of all kinds of events. */
export interface EventData {
  id?: number;
  message?: string;
  user?: { id: number };
  to?: { id: number } | null;
  client_id?: string | null;
  uri?: string;
  name?: string;
  display_name?: string;
  message_id?: number;
  marked_unread?: boolean;
  notify?: string;
}

/** A response that arrived whole; one that was cut off counts as never seen. */
export interface SeenAnswer {
  startedAt: number;
  endedAt: number;
  events: SeenEvent[];
}

export interface ReaderOptions {
  person: Person;
  /** The scope: one chat's uri, or null for everything. */
  chat: string | null;
  /** Events URLs of one scope, or of scopes that show this person the same: one of them for each poll. */
  paths: readonly string[];
  /** Seconds, one of them for each poll; 0 is interval polling. */
  waits: readonly number[];
  /** One of them for each poll. */
  limits: readonly number[];
  /** How many of the connections are dropped. */
  dropShare: number;
  client?: string;
  /** Where every other time it reads a stream for a while; without it polls alone. */
  streamsFrom?: string;
  random: Random;
}

export interface Reader {
  person: Person;
  /** The scope: one chat's uri, or null for everything. */
  chat: string | null;
  /** How many different scopes it asks for in turn. */
  scopes: number;
  answers: readonly SeenAnswer[];
  seen(): SeenEvent[];
  /** Settles when it has stopped, and rejects before that with an answer that no server may give. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

interface Poll {
  cursor: string;
  etag: string;
}

/** Longer than any hold is late: an answer that never comes is a fault, not a dropped connection. */
const patienceMs = 15_000;

/** Follows the log from now on, drops connections at random, and comes back with the cursor it has. */
export async function follow(options: ReaderOptions): Promise<Reader> {
  const answers: SeenAnswer[] = [];
  const stopping = new AbortController();
  const { cursor } = await readPage(options.person, options.paths[0] ?? '');
  let poll: Poll = { cursor, etag: '' };

  const run = async () => {
    while (!stopping.signal.aborted) {
      if (options.streamsFrom !== undefined && options.random.chance(0.5)) {
        const take = (next: SeenPage) => {
          answers.push(next.answer);
          poll = next.poll;
        };
        await streamOnce(
          { ...options, streamsFrom: options.streamsFrom },
          poll.cursor,
          stopping.signal,
          take,
        );
        continue;
      }
      const next = await pollOnce(options, poll, stopping.signal);
      if (next === 'dropped') await sleep(20 + options.random.below(150));
      else if (next !== 'unchanged') {
        answers.push(next.answer);
        poll = next.poll;
      }
    }
  };
  const ended = run();
  return {
    person: options.person,
    chat: options.chat,
    scopes: options.paths.length,
    answers,
    seen: () => answers.flatMap((answer) => answer.events),
    ended,
    stop() {
      stopping.abort();
      return ended;
    },
  };
}

interface SeenPage {
  answer: SeenAnswer;
  poll: Poll;
}

type Outcome = SeenPage | 'dropped' | 'unchanged';

async function pollOnce(options: ReaderOptions, { cursor, etag }: Poll, stop: AbortSignal): Promise<Outcome> {
  const { person, random, client } = options;
  const wait = random.pick(options.waits);
  const query = new URLSearchParams({
    cursor,
    wait: String(wait),
    limit: String(random.pick(options.limits)),
  });
  if (client !== undefined) query.set('client', client);
  const path = `${random.pick(options.paths)}?${query}`;
  const isDropped = random.chance(options.dropShare);
  const timeout = AbortSignal.timeout(isDropped ? random.below(400) : wait * 1000 + patienceMs);
  const headers: Record<string, string> = etag && random.chance(0.5) ? { 'If-None-Match': etag } : {};
  if (wait === 0) await sleep(random.below(150));

  const startedAt = performance.now();
  try {
    const reply = await person.get<WireAnswer>(path, { headers, signal: AbortSignal.any([stop, timeout]) });
    if (reply.status === badGateway || reply.status === unavailable) return 'dropped';
    if (reply.status === 304) return 'unchanged';
    if (reply.status !== 200) throw new UnexpectedAnswer(`${path}: ${reply.status} ${reply.text}`);
    const answer = { startedAt, endedAt: performance.now(), events: reply.body.events.map(toSeen) };
    return { answer, poll: { cursor: reply.body.cursor, etag: reply.headers.get('etag') ?? '' } };
  } catch (error) {
    if (error instanceof UnexpectedAnswer) throw error;
    if (timeout.aborted && !isDropped)
      throw new UnexpectedAnswer(`${path}: no answer within ${patienceMs} ms`);
    return 'dropped';
  }
}

/** The longest that a stream is read, in milliseconds. */
const maxStreamMs = 1500;
/** A stream may be refused so, and then is asked for again: by a proxy, a node that has just come, a cap. */
const passingStatuses = [0, 200, badGateway, unavailable, 429];

/** A stream that is cut at some time; what came before that counts, line by line. */
async function streamOnce(
  { person, paths, limits, random, streamsFrom, client }: ReaderOptions & { streamsFrom: string },
  cursor: string,
  stop: AbortSignal,
  take: (next: SeenPage) => void,
): Promise<void> {
  const query = new URLSearchParams({ cursor, limit: String(random.pick(limits)) });
  if (client !== undefined) query.set('client', client);
  const path = `${random.pick(paths)}?${query}`;
  let startedAt = performance.now();
  const reading = { person, url: streamsFrom + path, cutAfterMs: random.below(maxStreamMs), signal: stop };
  const status = await readStream(reading, (line) => {
    const page: WireAnswer = JSON.parse(line);
    const endedAt = performance.now();
    take({
      answer: { startedAt, endedAt, events: page.events.map(toSeen) },
      poll: { cursor: page.cursor, etag: '' },
    });
    startedAt = endedAt;
  });
  if (!passingStatuses.includes(status)) throw new UnexpectedAnswer(`A stream of ${path}: ${status}`);
  if (status !== 200) await sleep(20 + random.below(150));
}

class UnexpectedAnswer extends Error {}

/** One interval poll, whose answer is to be there. */
export async function readPage(person: Person, path: string) {
  const { status, body, text } = await person.get<WireAnswer>(path);
  if (status !== 200) throw new UnexpectedAnswer(`${path}: ${status} ${text}`);
  return { cursor: body.cursor, events: body.events.map(toSeen), hasMore: body.has_more };
}

interface WireAnswer {
  cursor: string;
  has_more: boolean;
  events: (Omit<SeenEvent, 'id'> & { id: string })[];
}

function toSeen(event: WireAnswer['events'][number]): SeenEvent {
  return { ...event, id: Number(event.id) };
}
