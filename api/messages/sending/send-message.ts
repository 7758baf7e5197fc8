import { hash } from 'node:crypto';
import type { Knex } from 'knex';
import { indexEntry } from '../../db/search-words.ts';
import { together } from '../../db/together.ts';
import { BoundedLoad, type MostOf } from '../../http/limits/bounded-load.ts';
import { newImageName } from '../../images/name.ts';
import type { Attachment } from '../../images/prepare-image.ts';
import { insertImages, type NewImage } from '../../images/queries.ts';
import { type LogEvent, type NewEvent, placeOf } from '../../log/event.ts';
import type { Append, Later } from '../../log/journal.ts';
import { beginning, type Place } from '../../log/place.ts';
import { firstPlaces } from '../../log/queries.ts';
import { findParticipants } from '../../members/participants.ts';
import { type Membership, membershipKey } from '../../members/queries.ts';
import type { Turns } from '../../process/turns.ts';
import type { Services } from '../../services.ts';
import { takeBackFromArchives } from '../archive-queries.ts';
import { findMentionedIn, mentionsOf } from '../mentions/mentioned.ts';
import { insertMentions, type Mention } from '../mentions/queries.ts';
import { findOriginals } from '../originals.ts';
import { presentMessage, presentMessages } from '../present.ts';
import type { Message } from '../queries.ts';
import type { MessageJson } from '../schemas.ts';
import { backFromArchive, calledBack } from './called-back.ts';
import { judge, keyOf, type Originals, type People } from './judge.ts';
import type { Naming, Outgoing, SendMessage, Sent } from './outgoing.ts';
import {
  findBlocksBeside,
  findByKeys,
  type NewMessage,
  type SenderKey,
  storeMessages,
  takeMessageIds,
} from './queries.ts';

/** Seconds of sending at full speed; who would wait longer is better told so. */
const mostWaiting: MostOf = { items: 5000, bytes: 32 * 1024 * 1024 };

/**
 * Sends that arrive while others commit share one transaction and its fsync. Resolves when the message is on disk;
 * `json` is the message as its event carries it, `position` its place in the log. Throws ServiceUnavailable when too much waits.
 */
export function createSender(
  { db, log, clock }: Pick<Services, 'db' | 'log' | 'clock'>,
  turns: Turns,
  most = mostWaiting,
): SendMessage {
  const load = new BoundedLoad(most);
  const send = log.gather((trx, append, batch: readonly Prepared[], later) =>
    sendBatch(trx, { append, later, nowMs: clock.now() }, batch),
  );
  const write = (message: Naming) => turns.before(() => send(prepare(message)));
  return (message) =>
    load.carry(footprint(message), async () =>
      write({ ...message, mentionedIds: await findMentionedIn(db.read, message) }),
    );
}

function footprint({ text, images }: Outgoing): number {
  const sizeOf = ({ prepared }: Attachment) =>
    prepared ? prepared.content.length + prepared.thumbnail.length : 0;
  return images.reduce((sum, image) => sum + sizeOf(image), 2 * text.length);
}

/** A message to be written, with its images: all that can be known of it before its turn comes. */
type Prepared = Omit<Naming, 'images'> & {
  contentHash: string;
  words: string;
  images: readonly (Attachment & { name: string })[];
};
type Row = Prepared & { createdAt: number };

/** A fixed number of statements for any number of messages: all that is asked at once, then all that is written. */
async function sendBatch(
  trx: Knex.Transaction,
  { append, later, nowMs }: { append: Append; later: Later; nowMs: number },
  batch: readonly Prepared[],
): Promise<Sent[]> {
  const rows = batch.map((item): Row => ({ createdAt: nowMs, ...item }));
  const [people, earlier, blocks, originals, ids] = await together([
    findParticipants(trx, rows.flatMap(involved)),
    findByKeys(trx, rows.flatMap(senderKey), nowMs),
    findBlocksBeside(trx, rows.flatMap(reached)),
    findOriginals(trx, rows, nowMs),
    takeMessageIds(trx, rows.length),
  ]);
  const known = new Map<string, Message | NewMessage>(earlier.map((message) => [keyOf(message), message]));
  const overtaken = await overtakenOf(trx, rows);
  const verdicts = rows.map((row) =>
    overtaken.has(row) ? 'overtaken' : judge(row, { people, known, blocks, originals }),
  );

  const fresh = rows.filter((_, i) => verdicts[i] === 'created');
  const made = fresh.map((row, i) => ({
    id: ids[i] ?? 0,
    editedAt: null,
    expiresAt: expiryOf(row, people),
    pin: null,
    ...row,
  }));
  const mentions = made.flatMap((message) => mentionsOf(message, mentionedIn(message, people), blocks));
  const back = calledBack(made, mentions, people);
  await storeAll(trx, { made, mentions, back }, later);
  const said = made.map((message) => messageCreated(message, present(message, people, originals)));
  const events = await append([...said, ...back.map((each) => backFromArchive(each, people))]);
  const created = new Map<NewMessage, LogEvent | undefined>(fresh.map((row, i) => [row, events[i]]));
  const before =
    earlier.length > 0 ? await replaysOf(trx, earlier, { people, nowMs }) : new Map<string, Replay>();
  const replayOf = (key: string): Replay | undefined => {
    const inThisBatch = created.get(known.get(key) as NewMessage);
    return inThisBatch ? { json: inThisBatch.data, position: placeOf(inThisBatch) } : before.get(key);
  };

  return rows.map((row, i): Sent => {
    const verdict = verdicts[i] ?? 'mismatch';
    if (verdict === 'blocked by oneself') return { outcome: 'blocked', by: 'oneself' };
    if (verdict === 'blocked by the other') return { outcome: 'blocked', by: 'the other' };
    if (verdict !== 'created' && verdict !== 'replayed') return { outcome: verdict };
    const event = created.get(row);
    if (event) return { outcome: 'created', json: event.data, position: placeOf(event) };
    const replay = replayOf(keyOf(row));
    return replay ? { outcome: 'replayed', ...replay } : { outcome: 'mismatch' };
  });
}

/** Asked one after the other: what depends on something is rare. */
async function overtakenOf(trx: Knex, rows: readonly Row[]): Promise<ReadonlySet<Row>> {
  const overtaken = new Set<Row>();
  for (const row of rows) if (row.onlyIf && !(await row.onlyIf(trx))) overtaken.add(row);
  return overtaken;
}

interface Written {
  made: readonly (Row & Pick<Message, 'id' | 'expiresAt'>)[];
  mentions: readonly Mention[];
  back: readonly Membership[];
}

async function storeAll(
  trx: Knex.Transaction,
  { made, mentions, back }: Written,
  later: Later,
): Promise<void> {
  const stored = together([
    storeMessages(trx, made),
    insertMentions(trx, mentions),
    takeBackFromArchives(trx, back),
  ]);
  const images = made.flatMap(newImages);
  if (images.length === 0) return later(stored);
  // An image's row names its message's.
  await stored;
  await insertImages(trx, images);
}

function present(message: Message & Row, people: People, originals: Originals): MessageJson {
  const author = people.get(membershipKey(message.chatId, message.authorId));
  const mentionedIds = mentionedIn(message, people);
  const shown = [message.authorId, message.toId ?? 0, ...mentionedIds];
  const users = shown.flatMap((id) => {
    const person = people.get(membershipKey(message.chatId, id));
    return person ? [[id, person.user] as const] : [];
  });
  return presentMessage(message, author?.chatUri ?? '', new Map(users), {
    images: newImages(message),
    original: originals.get(message.replyToId ?? 0),
    mentionedIds,
  });
}

/** By the time that its chat has at this moment: what was said before keeps its own. */
function expiryOf({ chatId, authorId, createdAt }: Row, people: People): number | null {
  const seconds = people.get(membershipKey(chatId, authorId))?.disappearAfter ?? null;
  return seconds === null ? null : createdAt + seconds * 1000;
}

/** Whoever is named has perhaps left since the text was looked at. */
function mentionedIn({ chatId, mentionedIds }: Row, people: People): number[] {
  return mentionedIds.filter((id) => people.has(membershipKey(chatId, id)));
}

/** The message, and the same for each whom it names, of whom a block is to be known as of whom it is for. */
function reached({ chatId, authorId, toId, mentionedIds }: Row) {
  return [toId, ...mentionedIds].map((id) => ({ chatId, authorId, toId: id }));
}

function newImages({ id, images, createdAt }: Row & { id: number }): NewImage[] {
  return images.flatMap(({ name, prepared }) =>
    prepared ? [{ ...prepared, name, messageId: id, createdAt }] : [],
  );
}

interface Replay {
  json: string;
  position: Place;
}

/** Messages sent before, as they are now, with where in the log each began. */
async function replaysOf(
  trx: Knex.Transaction,
  messages: Message[],
  { people, nowMs }: { people: People; nowMs: number },
): Promise<Map<string, Replay>> {
  const uriOf = ({ chatId, authorId }: Message) => people.get(membershipKey(chatId, authorId))?.chatUri ?? '';
  const shown = await presentMessages(trx, messages, { uriOf, nowMs });
  const positions = await firstPlaces(
    trx,
    messages.map(({ id }) => id),
  );
  const replay = (message: Message, i: number): Replay => ({
    json: JSON.stringify(shown[i]),
    position: positions.get(message.id) ?? beginning,
  });
  return new Map(messages.map((message, i) => [keyOf(message), replay(message, i)]));
}

export function messageCreated(message: Message, data: MessageJson): NewEvent {
  return {
    type: 'message.created',
    scope: messageScope(message),
    chatUri: data.uri,
    messageId: message.id,
    data,
  };
}

/** A whisper's events are for its two people alone. */
export function messageScope({ chatId, authorId, toId }: Message) {
  return toId === null ? { chatId } : { chatId, audience: [authorId, toId] };
}

function prepare(item: Naming): Prepared {
  const { text, toId, replyToId } = item;
  // What it answers is a number and an image a text, so that neither passes for the other.
  const content = [text, toId, ...item.images.map((image) => image.hash), ...(replyToId ? [replyToId] : [])];
  const contentHash = hash('sha256', JSON.stringify(content), 'base64url');
  const images = item.images.map((image) => ({ ...image, name: newImageName() }));
  return { contentHash, words: indexEntry(item.chatId, item.text), ...item, images };
}

function involved({ chatId, authorId, toId, mentionedIds }: Row): [number, number][] {
  return [authorId, ...(toId === null ? [] : [toId]), ...mentionedIds].map((id) => [chatId, id]);
}

function senderKey({ chatId, authorId, clientKey }: NewMessage): SenderKey[] {
  return clientKey === null ? [] : [[chatId, authorId, clientKey]];
}
