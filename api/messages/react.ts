import type { Knex } from 'knex';
import { type Blocks, findBlocksBetween, type Pair } from '../blocks/queries.ts';
import { requireNoBlock } from '../blocks/refuse-blocked.ts';
import { notAMember } from '../chats/access.ts';
import { ApiError, NotFound } from '../http/errors.ts';
import { BoundedLoad, type MostOf } from '../http/limits/bounded-load.ts';
import type { Append } from '../log/journal.ts';
import { findParticipants, membershipKey, type Participant } from '../members/queries.ts';
import { Given } from '../reactions/given.ts';
import type { React, Reacting } from '../reactions/message.ts';
import { presentReactions } from '../reactions/present.ts';
import type { Services } from '../services.ts';
import { addresseeOf } from './change-message.ts';
import { presentMessages } from './present.ts';
import { findMessages, isVisibleTo, type Message } from './queries.ts';
import type { MessageJson } from './schemas.ts';
import { messageScope } from './send-message.ts';

/** A few seconds of reacting at full speed; each is a few words long. */
const mostWaiting: MostOf = { items: 5000, bytes: 1024 * 1024 };
const reactingBytes = 200;

/** Reactions that wait for the same commit are handled together; reactions/message.ts says what is promised of each. */
export function createReact({ log, clock }: Pick<Services, 'log' | 'clock'>): React {
  const load = new BoundedLoad(mostWaiting);
  const react = log.gather((trx, append, all: readonly Reacting[]) =>
    reactTogether(trx, append, { all, nowMs: clock.now() }),
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
  { all, nowMs }: { all: readonly Reacting[]; nowMs: number },
): Promise<(string | ApiError)[]> {
  const scene = await look(trx, all);
  const outcomes = all.map((each) => attempt(each, scene, nowMs));
  await scene.given.store(trx);
  const shown = await show(
    trx,
    scene,
    all.filter((_, i) => !(outcomes[i] instanceof ApiError)),
  );
  const changes = all.filter((_, i) => outcomes[i] === true);
  await append(
    changes.map(({ id, change }) => {
      const { message, data } = shownOf(shown, id);
      const scope = messageScope(message);
      return { type: `reaction.${change}`, scope, chatUri: data.uri, messageId: id, data };
    }),
  );
  return all.map(({ id }, i) => {
    const outcome = outcomes[i];
    return outcome instanceof ApiError ? outcome : shownOf(shown, id).json;
  });
}

/** All that the rules ask about. */
interface Scene {
  people: ReadonlyMap<string, Participant>;
  messages: ReadonlyMap<number, Message>;
  blocks: Blocks;
  given: Given;
}

async function look(trx: Knex.Transaction, all: readonly Reacting[]): Promise<Scene> {
  const people = await findParticipants(
    trx,
    all.map(({ chatId, userId }) => [chatId, userId]),
  );
  const found = await findMessages(trx, [...new Set(all.map(({ id }) => id))]);
  const messages = new Map(found.map((message) => [message.id, message]));
  const given = await Given.to(trx, [...messages.keys()]);
  const pairs = all.flatMap((each) => addressed(each, { people, messages }));
  return { people, messages, given, blocks: await findBlocksBetween(trx, pairs) };
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

function shownOf(shown: ReadonlyMap<number, Shown>, id: number): Shown {
  const found = shown.get(id);
  if (!found) throw new Error(`Message ${id} was not presented.`);
  return found;
}

interface Shown {
  message: Message;
  data: MessageJson;
  /** Made once for all who reacted to it. */
  json: string;
}

async function show(
  trx: Knex.Transaction,
  { people, messages, given }: Scene,
  reactedTo: readonly Reacting[],
): Promise<Map<number, Shown>> {
  const uris = new Map(
    reactedTo.map(({ id, chatId, userId }) => [id, people.get(membershipKey(chatId, userId))?.chatUri]),
  );
  const found = [...uris.keys()].flatMap((id) => messages.get(id) ?? []);
  const reactions = presentReactions(given.list());
  const presented = await presentMessages(trx, found, ({ id }) => uris.get(id) ?? '', reactions);
  return new Map(
    found.flatMap((message, i) => {
      const data = presented[i];
      return data ? [[message.id, { message, data, json: JSON.stringify(data) }]] : [];
    }),
  );
}
