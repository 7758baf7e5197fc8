import type { Knex } from 'knex';
import { type Blocks, findBlocksBetween, type Pair } from '../blocks/queries.ts';
import { requireNoBlock } from '../blocks/refuse-blocked.ts';
import { notAMember } from '../chats/access.ts';
import { together } from '../db/together.ts';
import { ApiError, NotFound } from '../http/errors.ts';
import { BoundedLoad, type MostOf } from '../http/limits/bounded-load.ts';
import { findImages, type Image } from '../images/queries.ts';
import type { Append, Later } from '../log/journal.ts';
import { findParticipants, type Participant } from '../members/participants.ts';
import { membershipKey } from '../members/queries.ts';
import { Given } from '../reactions/given.ts';
import type { React, Reacting } from '../reactions/message.ts';
import { presentReactions } from '../reactions/present.ts';
import { noteByBots } from '../reactions/queries.ts';
import type { Services } from '../services.ts';
import { findUsers, type User } from '../users/queries.ts';
import { addresseeOf } from './change-message.ts';
import { findMentioned, type Mentioned } from './mentions/queries.ts';
import { findOriginals, type Original } from './originals.ts';
import { presentMessage, userIdsIn } from './present.ts';
import { findMessages, isVisibleTo, type Message } from './queries.ts';
import type { MessageJson } from './schemas.ts';
import { messageScope } from './sending/send-message.ts';

/** A few seconds of reacting at full speed; each is a few words long. */
const mostWaiting: MostOf = { items: 5000, bytes: 1024 * 1024 };
const reactingBytes = 200;

/** Reactions that wait for the same commit are handled together; reactions/message.ts says what is promised of each. */
export function createReact({ log, clock }: Pick<Services, 'log' | 'clock'>): React {
  const load = new BoundedLoad(mostWaiting);
  const react = log.gather((trx, append, all: readonly Reacting[], later) =>
    reactTogether(trx, append, { all, nowMs: clock.now(), later }),
  );
  return async (reacting) => {
    const result = await load.carry(reactingBytes, () => react(reacting));
    if (result instanceof ApiError) throw result;
    return result;
  };
}

/**
 * As if one came after the other, by a fixed number of statements: for each its message as JSON, or why it is refused. All are shown the
 * message as it is in the end.
 */
async function reactTogether(
  trx: Knex.Transaction,
  append: Append,
  { all, nowMs, later }: { all: readonly Reacting[]; nowMs: number; later: Later },
): Promise<(string | ApiError)[]> {
  const scene = await look(trx, all, nowMs);
  const outcomes = all.map((each) => attempt(each, scene, nowMs));
  later(scene.given.store(trx));
  const shown = show(
    scene,
    all.filter((_, i) => !(outcomes[i] instanceof ApiError)),
  );
  const changes = all.filter((_, i) => outcomes[i] === true);
  const events = await append(
    changes.map(({ id, change }) => {
      const { message, data } = shownOf(shown, id);
      const scope = messageScope(message);
      return { type: `reaction.${change}`, scope, chatUri: data.uri, messageId: id, data };
    }),
  );
  const byBots = events.filter((_, i) => isByBot(changes[i], scene));
  if (byBots.length > 0) {
    const ids = byBots.map(({ id }) => id);
    later(noteByBots(trx, ids, nowMs));
  }
  return all.map(({ id }, i) => {
    const outcome = outcomes[i];
    return outcome instanceof ApiError ? outcome : shownOf(shown, id).json;
  });
}

function isByBot(reacting: Reacting | undefined, { people }: Pick<Scene, 'people'>): boolean {
  return (
    reacting !== undefined && people.get(membershipKey(reacting.chatId, reacting.userId))?.user.isBot === true
  );
}

/** All that the rules ask about, and what is shown beside the messages. */
interface Scene {
  people: ReadonlyMap<string, Participant>;
  messages: ReadonlyMap<number, Message>;
  given: Given;
  images: ReadonlyMap<number, Image[]>;
  /** What the messages answer. */
  originals: ReadonlyMap<number, Original>;
  blocks: Blocks;
  mentioned: Mentioned;
  /** Who wrote the messages, and whom they were said to and whom they name. */
  users: ReadonlyMap<number, User>;
}

/** What does not wait for the other is asked at once. */
async function look(trx: Knex.Transaction, all: readonly Reacting[], nowMs: number): Promise<Scene> {
  const ids = [...new Set(all.map(({ id }) => id))];
  const [people, found, given, images] = await together([
    findParticipants(
      trx,
      all.map(({ chatId, userId }) => [chatId, userId]),
    ),
    findMessages(trx, ids, nowMs),
    Given.to(trx, ids),
    findImages(trx, ids),
  ]);
  const messages = new Map(found.map((message) => [message.id, message]));
  const pairs = all.flatMap((each) => addressed(each, { people, messages }));
  const mentioned = await findMentioned(trx, found);
  const shownIds = [...userIdsIn(found), ...[...mentioned.values()].flat()];
  const [blocks, users, originals] = await together([
    findBlocksBetween(trx, pairs),
    findUsers(trx, shownIds),
    findOriginals(trx, found, nowMs),
  ]);
  return { people, messages, given, images, blocks, mentioned, users, originals };
}

/** Who gives something with the one person whom it would reach, if the message was said between two. */
function addressed(
  { chatId, id, userId, change }: Reacting,
  { people, messages }: Pick<Scene, 'people' | 'messages'>,
): Pair[] {
  const person = people.get(membershipKey(chatId, userId));
  const message = messages.get(id);
  const otherId = person && message ? addresseeOf(person, message, userId) : null;
  return otherId === null || change === 'removed' ? [] : [[userId, otherId]];
}

/** Whether it changed something, or why it is refused. */
function attempt(reacting: Reacting, scene: Scene, nowMs: number): boolean | ApiError {
  try {
    return change(reacting, scene, nowMs);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function change(reacting: Reacting, { people, messages, blocks, given }: Scene, nowMs: number): boolean {
  const { chatId, id, userId, emoji } = reacting;
  const person = people.get(membershipKey(chatId, userId));
  if (!person) throw notAMember();
  const message = messages.get(id);
  if (message?.chatId !== chatId || message.text === null || !isVisibleTo(message, userId))
    throw new NotFound();
  if (reacting.change === 'removed') return given.remove(id, emoji, person.user);
  for (const pair of addressed(reacting, { people, messages })) requireNoBlock(blocks, ...pair);
  return given.add(id, emoji, { user: person.user, nowMs });
}

interface Shown {
  message: Message;
  data: MessageJson;
  /** Made once for all who reacted to it. */
  json: string;
}

function show(
  { people, messages, given, images, originals, mentioned, users }: Scene,
  reactedTo: readonly Reacting[],
): Map<number, Shown> {
  const reactions = presentReactions(given.list());
  const shown = new Map<number, Shown>();
  for (const { id, chatId, userId } of reactedTo) {
    const message = messages.get(id);
    if (!message || shown.has(id)) continue;
    const uri = people.get(membershipKey(chatId, userId))?.chatUri ?? '';
    const original = originals.get(message.replyToId ?? 0);
    const beside = {
      reactions: reactions.get(id),
      images: images.get(id),
      original,
      mentionedIds: mentioned.get(id),
    };
    const data = presentMessage(message, uri, users, beside);
    shown.set(id, { message, data, json: JSON.stringify(data) });
  }
  return shown;
}

function shownOf(shown: ReadonlyMap<number, Shown>, id: number): Shown {
  const found = shown.get(id);
  if (!found) throw new Error(`Message ${id} was not presented.`);
  return found;
}
