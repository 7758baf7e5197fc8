import { createHash } from 'node:crypto';
import { anonymous, type Reply } from '../support/person.ts';
import type { Returning, Story } from './story.ts';

/** One answer as somebody had it, without what changes by itself. */
export interface Sight {
  username: string;
  path: string;
  status: number;
  /** Of an answer in JSON. */
  body?: unknown;
  /** Of any other. */
  sha256?: string;
}

export interface LaterEvent {
  type: string;
  chat: string | null;
  data: unknown;
}

/** Where one stands, who is there just now, and links that begin with an address. */
const passing = new Set(['cursor', 'as_of', 'online', 'last_seen', 'next', 'previous']);

/** What each of them is shown of themselves and of every chat, theirs or not; and to some, who run chats, all the rest. */
export async function lookAround(server: { url: string }, { people, uris }: Story): Promise<Sight[]> {
  const sights: Sight[] = [];
  for (const person of people) {
    const paths = ['/auth/me/', '/api/chats/', ...uris.map((uri) => `/api/chats/${uri}/messages/?limit=200`)];
    if (runChats.includes(person.username)) paths.push('/api/users/', ...uris.flatMap(pathsOf));
    if (person.username === 'carol') paths.push('/api/blocks/', '/api/chats/public/');
    for (const path of paths) sights.push(await look(server, person, path));
  }
  const shown = JSON.stringify(sights).match(/\/api\/images\/[^"]+/g);
  for (const person of people)
    for (const path of new Set(shown)) sights.push(await look(server, person, path));
  return sights;
}

const runChats = ['alice', 'dave'];

function pathsOf(uri: string): string[] {
  const within = ['', 'members/', 'messages/?search=me', 'mood/?buckets=2', 'bans/', 'invites/'];
  return within.map((path) => `/api/chats/${uri}/${path}`);
}

export async function look(
  server: { url: string },
  { username, token }: Returning,
  path: string,
): Promise<Sight> {
  const reply = await anonymous(server).get(path, { token });
  return { username, path, status: reply.status, ...contentOf(reply) };
}

function contentOf({ body, bytes }: Reply): Pick<Sight, 'body' | 'sha256'> {
  if (body !== undefined) return { body: lasting(body) };
  return { sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** All that came after the cursor of the story, in pages as they come. */
export async function eventsAfter(
  server: { url: string },
  { token }: Returning,
  cursor: string,
): Promise<LaterEvent[]> {
  interface Page {
    events: LaterEvent[];
    cursor: string;
    has_more: boolean;
  }
  // Past the tests' own client, which holds answers to the schema of today: an event keeps the fields of the day on which it happened.
  const headers = { Authorization: `JWT ${token}` };
  const reply = await fetch(`${server.url}/api/events/?cursor=${cursor}`, { headers });
  if (reply.status !== 200) throw new Error(`The cursor was refused: ${reply.status} ${await reply.text()}`);
  const body = (await reply.json()) as Page;
  const events = body.events.map(({ type, chat, data }) => ({ type, chat, data: lasting(data) }));
  return body.has_more
    ? [...events, ...(await eventsAfter(server, { token } as Returning, body.cursor))]
    : events;
}

function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !passing.has(name));
  return Object.fromEntries(kept.map(([name, one]) => [name, lasting(one)]));
}
