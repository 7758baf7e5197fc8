import type { Knex } from 'knex';
import { presentImage } from '../images/present.ts';
import { findImages, type Image } from '../images/queries.ts';
import { presentReactions } from '../reactions/present.ts';
import { listReactions } from '../reactions/queries.ts';
import type { ReactionJson } from '../reactions/schemas.ts';
import { presentUser, type ShownUser } from '../users/present.ts';
import { findUsers } from '../users/queries.ts';
import { findMentioned } from './mentions/queries.ts';
import { findOriginals, type Original } from './originals.ts';
import type { Message } from './queries.ts';
import { presentQuote } from './quote.ts';
import type { MessageJson } from './schemas.ts';

/** What is shown with a message and stored elsewhere. */
interface Beside {
  reactions?: ReactionJson[] | undefined;
  images?: readonly Image[] | undefined;
  /** What it answers. */
  original?: Original | undefined;
  /** The people whom it names. */
  mentionedIds?: readonly number[] | undefined;
}

/**
 * `users` must hold the author, whom it names, who pinned it and, of a whisper, the one it is for. With a tombstone nothing else is
 * shown, though it may not be erased yet.
 */
export function presentMessage(
  message: Message,
  uri: string,
  users: ReadonlyMap<number, ShownUser>,
  beside: Beside = {},
): MessageJson {
  const { reactions = [], images = [], original, mentionedIds = [] } = message.text === null ? {} : beside;
  const author = users.get(message.authorId);
  const recipient = message.toId === null ? undefined : users.get(message.toId);
  const shown = images.map(presentImage);
  const mentioned = mentionedIds.flatMap((id) => users.get(id) ?? []);
  const { pin } = message;
  const pinner = pin && users.get(pin.byId);
  const lacksOne = !author || (message.toId !== null && !recipient) || pinner === undefined;
  if (lacksOne || mentioned.length < mentionedIds.length)
    throw new Error(`Message ${message.id} lacks a user.`);
  return {
    id: message.id,
    uri,
    message: message.text ?? '',
    user: presentUser(author),
    to: recipient ? presentUser(recipient) : null,
    reply_to: original && message.replyToId === original.id ? presentQuote(original) : null,
    mentions: mentioned.map(presentUser),
    sentiment: { polarity: message.polarity },
    image: shown[0] ?? null,
    images: shown,
    reactions,
    client_id: message.clientKey,
    created_at: new Date(message.createdAt).toISOString(),
    edited_at: isoOrNull(message.editedAt),
    pinned: pin && pinner ? { user: presentUser(pinner), at: new Date(pin.at).toISOString() } : null,
    expires_at: isoOrNull(message.expiresAt),
    deleted: message.text === null,
  };
}

const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Who wrote these messages, whom they were said to and who pinned them. */
export function userIdsIn(messages: readonly Message[]): number[] {
  return messages.flatMap(({ authorId, toId, pin }) => [authorId, toId ?? [], pin?.byId ?? []].flat());
}

/** Messages with everything that is shown beside them, in the same order. A fixed number of statements. */
export async function presentMessages(
  db: Knex,
  messages: readonly Message[],
  { uriOf, nowMs }: { uriOf: (message: Message) => string; nowMs: number },
): Promise<MessageJson[]> {
  const mentioned = await findMentioned(db, messages);
  const users = await findUsers(db, [...userIdsIn(messages), ...[...mentioned.values()].flat()]);
  const ids = messages.map(({ id }) => id);
  const reactions = presentReactions(await listReactions(db, ids));
  const images = await findImages(db, ids);
  const originals = await findOriginals(db, messages, nowMs);
  return messages.map((message) => {
    const beside = {
      reactions: reactions.get(message.id),
      images: images.get(message.id),
      original: originals.get(message.replyToId ?? 0),
      mentionedIds: mentioned.get(message.id),
    };
    return presentMessage(message, uriOf(message), users, beside);
  });
}
