import { type Aviary, type Cage, hatch, type Said, say } from './aviary.ts';
import type { Person } from './person.ts';
import { signUp } from './person.ts';
import { shiftClock } from './shifted-clock.ts';

type Deed = (aviary: Aviary, actor: Person) => Promise<void>;

/** Someone whose name, display name and address are canaries. */
export async function arrive(aviary: Aviary): Promise<Person> {
  const [username, display_name, address] = [hatch(aviary), hatch(aviary), hatch(aviary)];
  const person = await signUp(aviary.server, username, { display_name, email: `${address}@example.com` });
  names.set(person, { display_name, address });
  return person;
}

const names = new WeakMap<Person, { display_name: string; address: string }>();

export function namesOf(person: Person): string[] {
  const known = names.get(person);
  return known ? [person.username, known.display_name, known.address] : [];
}

function takeBack({ gone, story }: Aviary, by: string, ...canaries: (string | null)[]): void {
  for (const canary of canaries) if (canary !== null) gone.set(canary, by);
  story.push(by);
}

const cageOf = ({ random, chats }: Aviary) => random.pick(chats);

const send: Deed = async (aviary, actor) => {
  const cage = cageOf(aviary);
  const others = [...cage.members].filter((one) => one !== actor);
  const answered = aviary.random.chance(0.4) ? answerable(aviary, cage, actor) : null;
  // A whisper is answered by a whisper.
  const other = answered?.to === actor ? answered.author : answered?.to;
  const aloud = others.length > 0 && aviary.random.chance(0.3) ? aviary.random.pick(others) : null;
  await say(aviary, actor, { cage, to: other ?? aloud, answered });
};

/** By whoever may: what is said from then on disappears after an hour, or stays. */
const setTime: Deed = async ({ random, chats }, actor) => {
  const { path } = random.pick(chats);
  await actor.patch(path, { disappear_after: random.chance(0.7) ? 3600 : null });
};

/** An hour passes. */
export function letDisappear(aviary: Aviary): void {
  shiftClock(3600 * 1000);
  const due = aviary.chats.flatMap(({ messages }) => messages.filter(({ disappears }) => disappears));
  takeBack(aviary, 'an hour passed', ...due.map(({ canary }) => canary));
  for (const said of due) said.canary = null;
}

/** One that this person may see. */
function answerable({ random }: Aviary, { messages }: Cage, actor: Person): Said | null {
  const seen = messages.filter(({ author, to }) => to === null || to === actor || author === actor);
  return seen.length > 0 ? random.pick(seen) : null;
}

/** A message of this person's that still says something. */
function own({ random, chats }: Aviary, actor: Person): { cage: Cage; said: Said } | null {
  const all = chats.flatMap((cage) =>
    cage.members.has(actor) ? cage.messages.map((said) => ({ cage, said })) : [],
  );
  const mine = all.filter(({ said }) => said.author === actor && said.canary !== null);
  return mine.length > 0 ? random.pick(mine) : null;
}

const edit: Deed = async (aviary, actor) => {
  const found = own(aviary, actor);
  if (!found) return send(aviary, actor);
  const canary = hatch(aviary);
  const path = `${found.cage.path}messages/${found.said.id}/`;
  const reply = await actor.patch(path, { message: `Rather ${canary}` });
  if (reply.status !== 200) throw new Error(`${path}: ${reply.text}`);
  takeBack(aviary, `message ${found.said.id} edited`, found.said.canary);
  found.said.canary = canary;
  if (found.said.to) aviary.whispered.add(canary);
};

/** By whoever may; of a whisper nobody may. */
const pin: Deed = async ({ random, chats }, actor) => {
  const { path, messages } = random.pick(chats);
  if (messages.length === 0) return;
  const url = `${path}messages/${random.pick(messages).id}/pin/`;
  await (random.chance(0.7) ? actor.put(url) : actor.delete(url));
};

const remove: Deed = async (aviary, actor) => {
  const found = own(aviary, actor);
  if (!found) return send(aviary, actor);
  const path = `${found.cage.path}messages/${found.said.id}/`;
  const reply = await actor.delete(path);
  if (reply.status !== 204) throw new Error(`${path}: ${reply.text}`);
  takeBack(aviary, `message ${found.said.id} deleted`, found.said.canary);
  found.said.canary = null;
};

const react: Deed = async (aviary, actor) => {
  const { path, messages } = cageOf(aviary);
  if (messages.length === 0) return;
  const place = `${path}messages/${aviary.random.pick(messages).id}/reactions/👍/`;
  await (aviary.random.chance(0.7) ? actor.put(place) : actor.delete(place));
};

const join: Deed = async (aviary, actor) => {
  const cage = cageOf(aviary);
  const reply = await actor.patch(cage.path, {});
  if (reply.status === 200) cage.members.add(actor);
};

/** The last one out closes it. */
function left(aviary: Aviary, cage: Cage, person: Person): void {
  cage.members.delete(person);
  if (cage.members.size === 0) close(aviary, cage, 'left by all');
}

function close(aviary: Aviary, cage: Cage, how: string): void {
  aviary.chats = aviary.chats.filter((each) => each !== cage);
  takeBack(aviary, `${cage.path} ${how}`, ...cage.messages.map(({ canary }) => canary));
}

const leave: Deed = async (aviary, actor) => {
  const cage = cageOf(aviary);
  const reply = await actor.delete(`${cage.path}members/${actor.username}/`);
  if (reply.status === 204) left(aviary, cage, actor);
};

const start: Deed = async (aviary, actor) => {
  const { body } = await actor.post<{ uri: string }>('/api/chats/', {});
  aviary.chats.push({ path: `/api/chats/${body.uri}/`, members: new Set([actor]), messages: [] });
};

const closeChat: Deed = async (aviary, actor) => {
  const cage = cageOf(aviary);
  if (aviary.chats.length < 3) return;
  const reply = await actor.delete(cage.path);
  if (reply.status === 204) close(aviary, cage, 'deleted');
};

const talkAlone: Deed = async (aviary, actor) => {
  const other = aviary.random.pick(aviary.people.filter((one) => one !== actor));
  const { body } = await actor.post<{ uri: string }>('/api/directs/', { username: other.username });
  const path = `/api/chats/${body.uri}/`;
  const known = aviary.chats.find((cage) => cage.path === path);
  for (const one of [actor, other]) known?.members.add(one);
  if (!known) aviary.chats.push({ path, members: new Set([actor, other]), messages: [] });
};

const rename: Deed = async (aviary, actor) => {
  const known = names.get(actor);
  if (!known) return;
  const [display_name, address] = [hatch(aviary), hatch(aviary)];
  const reply = await actor.patch('/auth/me/', { display_name, email: `${address}@example.com` });
  if (reply.status !== 200) throw new Error(`A new name: ${reply.text}`);
  takeBack(aviary, `${actor.username} renamed`, known.display_name, known.address);
  names.set(actor, { display_name, address });
};

const depart: Deed = async (aviary, actor) => {
  const reply = await actor.delete('/auth/me/', { current_password: actor.password });
  if (reply.status !== 204) throw new Error(`An account to delete: ${reply.text}`);
  takeBack(aviary, `account ${actor.username} deleted`, ...namesOf(actor));
  for (const cage of aviary.chats.filter(({ members }) => members.has(actor))) left(aviary, cage, actor);
  const newcomer = await arrive(aviary);
  aviary.people = aviary.people.map((one) => (one === actor ? newcomer : one));
};

const lookAround: Deed = async (aviary, actor) => {
  const { path } = cageOf(aviary);
  for (const url of ['/api/events/', `${path}events/`, `${path}messages/`]) {
    const { status, body } = await actor.get<{ cursor: string }>(url);
    if (status === 200) aviary.cursors.add(body.cursor);
  }
};

/** As often as they stand here. */
const deeds = [
  ...[send, send, send, send, edit, edit, remove, remove, react, react, pin, pin, join, join, join],
  ...[setTime, setTime],
  ...[leave, start, talkAlone, rename, lookAround, lookAround],
];
const rareDeeds = [depart, closeChat];

/** Lets things happen, one after the other. */
export async function flutter(aviary: Aviary, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    const actor = aviary.random.pick(aviary.people);
    if (aviary.chats.length === 0) await start(aviary, actor);
    await aviary.random.pick(aviary.random.chance(0.06) ? rareDeeds : deeds)(aviary, actor);
  }
}
