import { setTimeout as sleep } from 'node:timers/promises';
import { untilCaughtUp } from './catch-up.ts';
import { missed } from './errand-verdict.ts';
import { roam } from './errands-elsewhere.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import type { Reader } from './reader.ts';
import type { Scene } from './scene.ts';
import { insist, type SentMessage } from './writer.ts';

/** One event that has to come of something that was done: to whom it is shown once, and to nobody else. */
export interface Errand {
  type: string;
  /** The chat's uri as the event names it. */
  chat: string | null;
  /** Tells this event from others of its type and chat; see `keyOf`. */
  key: string | number;
  must: readonly Person[];
  /** Whether they see it depends on when they came, left or looked. */
  may: readonly Person[];
}

export interface ErrandOptions {
  scene: Scene;
  readers: readonly Reader[];
  messages: readonly SentMessage[];
  errands: Errand[];
  random: Random;
  /** How many each person does. */
  times: number;
  /** What is there to be given, with a server to give it: who may send broadcasts. */
  makeStaff?: ((username: string) => Promise<void>) | undefined;
  signal: AbortSignal;
}

/** Nobody resolves them, and fifty of one person may be open; some are on their way at the same time. */
const maxReports = 40;

const emoji = ['👍', '❤️', '🎉', '👀'];

/** What people do besides writing, each by themselves, until all who have to have seen it. */
export async function runErrands(options: ErrandOptions): Promise<void> {
  const { scene, errands, readers, signal } = options;
  const residents = [...scene.residents].flatMap(([uri, people]) =>
    people.map((person) => ({ uri, person })),
  );
  const visited = residents.filter(({ uri }) => scene.visits.some((plan) => plan.uri === uri));
  await Promise.all([
    ...visited.map((each) => potter({ ...options, ...each, random: options.random.fork() })),
    roam({ ...options, random: options.random.fork() }),
  ]);
  await untilCaughtUp(
    readers,
    () => (signal.aborted ? [] : missed(readers, errands)),
    'everyone has seen what came of the errands',
  );
}

interface Pottering extends ErrandOptions {
  person: Person;
  /** A chat that this person lives in. */
  uri: string;
}

/** Small things in a chat of one's own: reacting, reading, and its owner's changes. */
async function potter(options: Pottering): Promise<void> {
  const { person, uri, random, scene } = options;
  const [owner, ...others] = scene.residents.get(uri) ?? [];
  const doing = {
    reactions: new Set<string>(),
    pins: new Set<number>(),
    readTo: 0,
    level: 'all',
    isMarked: false,
    reported: new Set<number>(),
    roles: new Map<Person, string>(),
  };
  const unsure = new Unsure();
  for (let i = 0; i < options.times; i += 1) {
    const dice = random.below(person === owner ? 8 : 5);
    if (dice === 0) await react(options, doing.reactions, unsure);
    else if (dice === 1) {
      const before = doing.readTo;
      doing.readTo = await read(options, before);
      // To read in it takes the mark away, without a word of its own.
      if (doing.readTo > before) doing.isMarked = false;
    } else if (dice === 2) doing.level = await setLevel(options, doing.level, unsure);
    else if (dice === 3) doing.isMarked = await setMark(options, doing.isMarked, unsure);
    else if (dice === 4) await report(options, doing.reported);
    else if (dice === 5) await rename(options, i, unsure);
    else if (dice === 6) await pin(options, doing.pins, unsure);
    else await promote(options, random.pick(others), doing.roles, unsure);
    await sleep(random.below(120));
  }
}

/**
 * What was asked again because nobody heard how it ended: on a busy node the first attempt may be done after all that follows, and undo
 * what was done meanwhile. So it is left as it is from then on.
 */
class Unsure {
  readonly #what = new Set<string>();

  isSure(what: string): boolean {
    return !this.#what.has(what);
  }

  note(what: string, { tries }: { tries: number }): void {
    if (tries > 1) this.#what.add(what);
  }
}

/** On a message that nobody deletes, for that would race with this. Gives, or takes back what was given. */
async function react(options: Pottering, given: Set<string>, unsure: Unsure): Promise<void> {
  const { random, errands, uri, scene } = options;
  const visible = keptFor(options);
  if (visible.length === 0) return;
  const { id, toId, authorId } = random.pick(visible);
  const what = `${id}/reactions/${random.pick(emoji)}`;
  if (!unsure.isSure(what)) return;
  const isGiven = given.has(what);
  const method = isGiven ? 'DELETE' : 'PUT';
  unsure.note(what, await insist(options, [method, `/api/chats/${uri}/messages/${what}/`], [200, 201, 204]));
  if (isGiven) given.delete(what);
  else given.add(what);
  const isConcerned = ({ user }: Person) => toId === null || [toId, authorId].includes(user.id);
  const { must, may } = inChat(scene, uri);
  const type = isGiven ? 'reaction.removed' : 'reaction.added';
  errands.push({ type, chat: uri, key: id, must: must.filter(isConcerned), may: may.filter(isConcerned) });
}

/** What was said to all and nobody deletes; nobody else pins here. */
async function pin(options: Pottering, pins: Set<number>, unsure: Unsure): Promise<void> {
  const { uri, random, messages, errands, scene } = options;
  const pinnable = messages.filter(
    (message) => message.uri === uri && message.isKept && message.toId === null,
  );
  if (pinnable.length === 0) return;
  const { id } = random.pick(pinnable);
  const what = `${id}/pin`;
  if (!unsure.isSure(what)) return;
  const isPinned = pins.delete(id);
  const method = isPinned ? 'DELETE' : 'PUT';
  unsure.note(what, await insist(options, [method, `/api/chats/${uri}/messages/${what}/`], [200]));
  if (!isPinned) pins.add(id);
  const type = isPinned ? 'message.unpinned' : 'message.pinned';
  errands.push({ type, chat: uri, key: id, ...inChat(scene, uri) });
}

/** What stays of what this person may see here. */
function keptFor({ person, uri, messages }: Pottering): SentMessage[] {
  return messages.filter(
    (message) =>
      message.uri === uri &&
      message.isKept &&
      (message.toId === null || [message.toId, message.authorId].includes(person.user.id)),
  );
}

/** What another said, once. By who always asks for everything: it is told in no chat. */
async function report(options: Pottering, reported: Set<number>): Promise<void> {
  const { person, uri, random, errands, readers } = options;
  const others = keptFor(options).filter(
    ({ id, authorId }) => authorId !== person.user.id && !reported.has(id),
  );
  const asksForAll = readers.some(
    (reader) => reader.person === person && !reader.chat && reader.scopes === 1,
  );
  const mine = errands.filter(({ type, must }) => type === 'report.updated' && must.includes(person));
  if (others.length === 0 || !asksForAll || mine.length >= maxReports) return;
  const { id } = random.pick(others);
  const path = `/api/chats/${uri}/messages/${id}/report/`;
  const { body } = await insist<{ id: number }>(options, ['POST', path, { reason: 'other' }], [200, 201]);
  reported.add(id);
  errands.push({ type: 'report.updated', chat: null, key: body.id, must: [person], may: [] });
}

/** Up to an own message, which nobody else reads up to. */
async function read(options: Pottering, readTo: number): Promise<number> {
  const { person, uri, messages, errands } = options;
  const own = messages.filter((message) => message.uri === uri && message.authorId === person.user.id);
  const newest = Math.max(0, ...own.map(({ id }) => id));
  if (newest <= readTo) return readTo;
  await insist(options, ['PUT', `/api/chats/${uri}/read/`, { message_id: newest }], [200]);
  errands.push({ type: 'read.updated', chat: uri, key: newest, must: [person], may: [] });
  return newest;
}

/** What is to draw one's attention: never the same twice, as that is no event. */
async function setLevel(options: Pottering, level: string, unsure: Unsure): Promise<string> {
  const { person, uri, errands } = options;
  const what = 'notify';
  if (!unsure.isSure(what)) return level;
  const notify = level === 'none' ? 'mentions' : 'none';
  unsure.note(what, await insist(options, ['PUT', `/api/chats/${uri}/notify/`, { notify }], [200]));
  errands.push({ type: 'notify.updated', chat: uri, key: notify, must: [person], may: [] });
  return notify;
}

async function setMark(options: Pottering, isMarked: boolean, unsure: Unsure): Promise<boolean> {
  const { person, uri, errands } = options;
  const what = 'unread';
  if (!unsure.isSure(what)) return isMarked;
  const mark = { marked_unread: !isMarked };
  unsure.note(what, await insist(options, ['PUT', `/api/chats/${uri}/unread/`, mark], [200]));
  errands.push({ type: 'unread.updated', chat: uri, key: String(!isMarked), must: [person], may: [] });
  return !isMarked;
}

async function rename(options: Pottering, count: number, unsure: Unsure): Promise<void> {
  const { uri, errands, scene } = options;
  const name = `name ${count}`;
  if (!unsure.isSure('name')) return;
  unsure.note('name', await insist(options, ['PATCH', `/api/chats/${uri}/`, { name }], [200]));
  errands.push({ type: 'chat.updated', chat: uri, key: name, ...inChat(scene, uri) });
}

async function promote(
  options: Pottering,
  other: Person | undefined,
  roles: Map<Person, string>,
  unsure: Unsure,
): Promise<void> {
  const { uri, errands, scene } = options;
  if (!other || !unsure.isSure(other.username)) return;
  const role = roles.get(other) === 'moderator' ? 'member' : 'moderator';
  const path = `/api/chats/${uri}/members/${other.username}/`;
  unsure.note(other.username, await insist(options, ['PATCH', path, { role }], [200]));
  roles.set(other, role);
  errands.push({ type: 'member.updated', chat: uri, key: other.user.id, ...inChat(scene, uri) });
}

/** Residents see all that happens in their chat, visitors what happens during their visits. */
export function inChat({ residents, visits }: Scene, uri: string): Pick<Errand, 'must' | 'may'> {
  const may = visits.filter((plan) => plan.uri === uri).map(({ person }) => person);
  return { must: residents.get(uri) ?? [], may };
}
