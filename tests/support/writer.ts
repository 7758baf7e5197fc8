import { setTimeout as sleep } from 'node:timers/promises';
import { badGateway } from './cutting-proxy.ts';
import type { Person, Reply } from './person.ts';
import type { Random } from './random.ts';

/** A message that the server has said it took. */
export interface SentMessage {
  id: number;
  uri: string;
  authorId: number;
  toId: number | null;
  clientId: string;
  cursor: string;
  /** The newest text; null when deleted. */
  text: string | null;
  /** How many edits were acknowledged. */
  edits: number;
  /** Whether nobody may delete it, so that others can count on it. */
  isKept: boolean;
}

/** Said by `author` under this key. */
export interface Whisper {
  author: Person;
  to: { uri: string; person: Person };
  clientId: string;
}

export interface WriterOptions {
  person: Person;
  /** Uris of chats that this person is in. */
  chats: readonly string[];
  /** Whom one may whisper to in a chat, oneself left out; some may have left a moment ago. */
  audience(uri: string): readonly Person[];
  /** Every message that anyone was told is taken. */
  journal: SentMessage[];
  /** What was refused after an attempt of which nobody heard again: that one may be taken later. */
  unsure: Whisper[];
  random: Random;
  /** Aborts when there is no more point in going on. */
  signal: AbortSignal;
}

/** How many of the requests lose their connection before the answer is there. */
const dropShare = 0.1;
const insistMs = 60_000;
/** What a server says that is too busy for now, on a machine that others keep busy too (api/README.md section 1): to be asked again. */
export const unavailable = 503;

/** The smallest image there is. */
const dot = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Asks until the server has answered, as a client does whose connection breaks or whose server is down: the answer may be
 * lost although the work was done. Throws for a status that is not among `accepted`; `tries` tells whether it was repeated.
 */
export async function insist<Body>(
  { person, random, signal }: Pick<WriterOptions, 'person' | 'random' | 'signal'>,
  [method, path, body]: [Method, string, unknown?],
  accepted: readonly number[],
): Promise<Reply<Body> & { tries: number }> {
  const endsAt = performance.now() + insistMs;
  for (let tries = 1; performance.now() < endsAt; tries += 1) {
    signal.throwIfAborted();
    const timeout = AbortSignal.timeout(random.chance(dropShare) ? 1 + random.below(30) : insistMs);
    const reply = await person.request<Body>(method, path, body, { signal: timeout }).catch(() => null);
    if (reply && accepted.includes(reply.status)) return { ...reply, tries };
    if (reply && reply.status !== badGateway && reply.status !== unavailable)
      throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`);
    await sleep(10 + random.below(100));
  }
  throw new Error(`${method} ${path}: no answer within ${insistMs} ms`);
}

/** One thing that people do, chosen at random: mostly they write. */
export async function writeSomething(options: WriterOptions): Promise<void> {
  const { random, journal, person } = options;
  const mine = journal.filter(
    ({ authorId, text, uri }) => authorId === person.user.id && text !== null && options.chats.includes(uri),
  );
  const deletable = mine.filter(({ isKept }) => !isKept);
  const dice = random.below(100);
  if (dice < 15 && mine.length > 0) await edit(options, random.pick(mine));
  else if (dice < 25 && deletable.length > 0) await erase(options, random.pick(deletable));
  else if (dice < 45) await whisper(options);
  else if (dice < 60) await Promise.all([send(options), send(options), send(options)]);
  else if (dice < 65) await sendTwice(options);
  else await send(options);
}

/**
 * To all, or as a whisper. Resolves without a note in the journal when the recipient is not there. If that was said after an
 * attempt whose answer was lost, that attempt may still be on its way through another node, and the recipient come before it:
 * then it is noted as unsure, and to be sent again when nothing is on its way any more.
 */
export async function send(
  { person, chats, journal, unsure, random, signal }: WriterOptions,
  to?: { uri: string; person: Person },
  clientId = `k${random.below(2 ** 32)}-${random.below(2 ** 32)}`,
): Promise<number | null> {
  const uri = to?.uri ?? random.pick(chats);
  const text = `${person.username} says ${clientId}`;
  // One in ten has two images. Its key tells which, so that every attempt carries the same.
  const images = clientId.endsWith('7') ? [dot, dot] : undefined;
  // One in ten answers what was last said aloud there; not of what may be sent again later, when that is another.
  const isAnswer = clientId.endsWith('3') && !to;
  const answered = isAnswer ? journal.findLast((each) => each.uri === uri && each.toId === null) : null;
  const body = {
    message: text,
    client_id: clientId,
    to: to?.person.username,
    reply_to: answered?.id,
    images,
  };
  const path = `/api/chats/${uri}/messages/`;
  const reply = await insist<{ id: number; cursor: string }>(
    { person, random, signal },
    ['POST', path, body],
    to ? [201, 200, 400] : [201, 200],
  );
  if (reply.status === 400) {
    if (to && reply.tries > 1) unsure.push({ author: person, to, clientId });
    return null;
  }
  const { id, cursor } = reply.body;
  const toId = to?.person.user.id ?? null;
  if (!journal.some((message) => message.id === id))
    journal.push({
      id,
      uri,
      authorId: person.user.id,
      toId,
      clientId,
      cursor,
      text,
      edits: 0,
      isKept: id % 2 === 1,
    });
  return id;
}

/** A double click, or a retry while the first is still under way: one message. */
async function sendTwice(options: WriterOptions): Promise<void> {
  const clientId = `twice-${options.random.below(2 ** 32)}`;
  const inOneChat = { ...options, chats: [options.random.pick(options.chats)] };
  const ids = await Promise.all([
    send({ ...inOneChat, random: options.random.fork() }, undefined, clientId),
    send({ ...inOneChat, random: options.random.fork() }, undefined, clientId),
  ]);
  if (new Set(ids).size > 1) throw new Error(`One client_id made the messages ${ids}.`);
}

async function whisper(options: WriterOptions): Promise<void> {
  const uri = options.random.pick(options.chats);
  const audience = options.audience(uri);
  if (audience.length === 0) return;
  await send(options, { uri, person: options.random.pick(audience) });
}

async function edit(options: WriterOptions, message: SentMessage): Promise<void> {
  const text = `${message.clientId}, edit ${message.edits + 1}`;
  await insist(options, ['PATCH', pathOf(message), { message: text }], [200]);
  message.text = text;
  message.edits += 1;
}

async function erase(options: WriterOptions, message: SentMessage): Promise<void> {
  await insist(options, ['DELETE', pathOf(message)], [204]);
  message.text = null;
}

function pathOf({ uri, id }: SentMessage): string {
  return `/api/chats/${uri}/messages/${id}/`;
}
