import { missed } from './errand-verdict.ts';
import { type Errand, type ErrandOptions, inChat } from './errands.ts';
import type { Person } from './person.ts';
import { until } from './until.ts';
import { insist } from './writer.ts';

const patienceMs = 60_000;

interface Found {
  id: number;
  uri: string;
}

/** Things that reach beyond a chat, or make and end one: private chats, profiles, broadcasts, and the life of each shed. */
export async function roam(options: ErrandOptions): Promise<void> {
  const { scene } = options;
  await Promise.all([
    ...scene.directs.map((pair) => openDirect(options, ...pair)),
    changeNames(options),
    broadcast(options),
    // One after the other: each waits until all have seen what is about to go.
    scene.sheds.reduce((before, shed) => before.then(() => liveAndDie(options, shed)), Promise.resolve()),
  ]);
}

/** Both ask, one may be first. */
async function openDirect(options: ErrandOptions, one: Person, other: Person): Promise<void> {
  const ask = (person: Person, username: string) =>
    insist<Found>({ ...options, person }, ['POST', '/api/directs/', { username }], [200, 201]);
  const [{ body }] = await Promise.all([ask(one, other.username), ask(other, one.username)]);
  for (const person of [one, other]) {
    options.errands.push(
      { type: 'chat.created', chat: body.uri, key: body.uri, must: [person], may: [] },
      { type: 'member.joined', chat: body.uri, key: person.user.id, must: [one, other], may: [] },
    );
  }
}

/**
 * Of people who are in one chat alone, so that it is known who is told. Each is one event about that person; the name in it is the
 * one of now, so whoever reads later sees the last name in all of them.
 */
async function changeNames(options: ErrandOptions): Promise<void> {
  const { scene, errands, times } = options;
  for (let i = 0; i < Math.min(3, times); i += 1) {
    for (const { person, uri } of scene.renamed) {
      const display_name = `${person.username} the ${i}.`;
      await insist({ ...options, person }, ['PATCH', '/auth/me/', { display_name }], [200]);
      errands.push(
        { type: 'user.updated', chat: null, key: person.user.id, must: [person], may: [] },
        { type: 'user.updated', chat: uri, key: person.user.id, ...inChat(scene, uri) },
      );
    }
  }
}

/** Nobody is in the lobby, and everyone is told. */
async function broadcast(options: ErrandOptions): Promise<void> {
  const { scene, errands, makeStaff, times } = options;
  if (!makeStaff) return;
  const person = scene.herald;
  await makeStaff(person.username);
  for (let i = 0; i < Math.min(3, times); i += 1) {
    const body = { message: `Hear, number ${i}!`, client_id: `broadcast-${i}` };
    await insist({ ...options, person }, ['POST', '/api/broadcasts/', body], [200, 201]);
    const { everyone } = scene;
    errands.push({ type: 'broadcast.created', chat: 'lobby', key: body.client_id, must: everyone, may: [] });
  }
}

/** A chat that someone is invited to, thrown out of for good, whose link changes, and that is deleted in the end. */
async function liveAndDie(
  options: ErrandOptions,
  { owner, member, guest, uri, id }: ErrandOptions['scene']['sheds'][number],
): Promise<void> {
  const asOwner = { ...options, person: owner };
  const path = `/api/chats/${uri}/`;
  const { body } = await insist<{ code: string }>(asOwner, ['POST', `${path}invites/`, {}], [201]);
  await insist({ ...options, person: guest }, ['POST', `/api/invites/${body.code}/accept/`], [200]);
  const inside = [owner, member];
  await seenByAll(options, [
    { type: 'chat.created', chat: uri, key: uri, must: [guest], may: [] },
    { type: 'member.joined', chat: uri, key: guest.user.id, must: [...inside, guest], may: [] },
  ]);
  await insist(asOwner, ['DELETE', `${path}members/${guest.username}/?ban=1`], [204, 404]);
  await seenByAll(options, [
    { type: 'member.left', chat: uri, key: guest.user.id, must: inside, may: [] },
    { type: 'member.left', chat: uri, key: guest.user.id, must: [guest], may: [] },
  ]);

  // Once the link has changed, the old one is not found; then the work was done and the answer lost.
  await insist(asOwner, ['POST', `${path}rotate/`], [200, 404]);
  const rotated = await insist<{ results: Found[] }>(asOwner, ['GET', '/api/chats/?page_size=200'], [200]);
  const now = rotated.body.results.find((chat) => chat.id === id)?.uri ?? '';
  await seenByAll(options, [{ type: 'chat.updated', chat: uri, key: '', must: inside, may: [] }]);
  await insist(asOwner, ['DELETE', `/api/chats/${now}/`], [204, 404]);
  await seenByAll(
    options,
    // Under both addresses: whoever was away knows the first.
    inside.flatMap((person) =>
      [uri, now].map((chat) => ({ type: 'chat.deleted', chat, key: now, must: [person], may: [] })),
    ),
  );
}

/** With a chat go its events, so what came before is to be seen before. */
async function seenByAll({ errands, readers, signal }: ErrandOptions, done: Errand[]): Promise<void> {
  errands.push(...done);
  const keys = new Set(done.map(({ chat }) => chat));
  const mine = () => errands.filter(({ chat }) => keys.has(chat));
  await until(() => (signal.aborted ? [] : missed(readers, mine())), {
    what: 'what came of an errand is seen',
    deadlineMs: patienceMs,
    is: (left) => left.length === 0,
  });
  signal.throwIfAborted();
}
