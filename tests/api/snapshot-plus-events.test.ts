import { expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { cursorOf, type Mirror, openMirror } from '../support/mirror.ts';
import { type Person, signUp } from '../support/person.ts';
import { type Random, randomFrom, testSeed } from '../support/random.ts';
import type { TestServer } from '../support/server.ts';
import { test } from './stage.ts';
import type { Chat, History, Invite, Message } from './wire.ts';

// Design, invariant 11: a snapshot and the events after it show what a fresh snapshot shows, for every type of event.

/** Each asks more than the one before; a tour in each leaves no type of event to chance. */
const rounds = process.env.HOLDLINE_TEST_WHOLE === 'on' ? 8 : 2;
const stepsPerRound = 30;
const textPool = ['Good morning', 'I love it', 'This is horrible', 'See you', '😀', ' <b>bold</b> '];

/** Everything that the server emits today and that a snapshot shows. */
const everyType = [
  'archived.updated',
  'broadcast.created',
  'chat.created',
  'chat.deleted',
  'chat.updated',
  'member.joined',
  'member.left',
  'member.updated',
  'message.created',
  'message.deleted',
  'message.pinned',
  'message.unpinned',
  'message.updated',
  'notify.updated',
  'reaction.added',
  'reaction.removed',
  'read.updated',
  'report.updated',
  'unread.updated',
  'user.updated',
];

interface Scene {
  server: TestServer;
  random: Random;
  /** Whose account stays. */
  reader: Person;
  /** All the others. */
  people: Person[];
  uris: string[];
  /** Is in no chat, and says nothing but broadcasts. */
  staff: Person;
  /** Names and passwords that nobody has had. */
  newName(): string;
}

type Deed = (scene: Scene, actor: Person) => Promise<unknown>;

const chatOf = ({ random, uris }: Scene) => `/api/chats/${random.pick(uris)}/`;
const someone = ({ random, people, reader }: Scene) => random.pick([reader, ...people]).username;

async function messageIn(path: string, actor: Person, random: Random): Promise<string> {
  const { status, body } = await actor.get<History>(`${path}messages/?limit=200`);
  if (status !== 200 || body.messages.length === 0) return `${path}messages/1/`;
  return `${path}messages/${random.pick(body.messages).id}/`;
}

const send: Deed = (scene, actor) =>
  actor.post(`${chatOf(scene)}messages/`, { message: scene.random.pick(textPool) });
const emoji = ['👍', '❤️'];

/** Of all, also of a whisper: one that is answered aloud is refused. */
const answer: Deed = async (scene, actor) => {
  const path = chatOf(scene);
  const { body } = await actor.get<History>(`${path}messages/?limit=200`);
  const answered = body.messages?.length ? scene.random.pick(body.messages) : null;
  const to = answered?.to && (answered.user.id === actor.user.id ? answered.to : answered.user).username;
  const message = 'My answer to the best of my knowledge. '.repeat(1 + scene.random.below(8));
  return actor.post(`${path}messages/`, { message, to, reply_to: answered?.id });
};

/** Calls one of them by name. */
const calling = (scene: Scene) => `Hey @${someone(scene)}, look`;
const levels = ['all', 'mentions', 'none'];

const join: Deed = (scene, actor) => actor.patch(chatOf(scene), {});

/** What may happen, as often as it stands here. Many of these are refused, which is as good: then nothing happens. */
const deeds: Deed[] = [
  send,
  send,
  send,
  send,
  answer,
  answer,
  answer,
  join,
  join,
  (scene, actor) => actor.post(`${chatOf(scene)}messages/`, { message: 'Psst', to: someone(scene) }),
  (scene, actor) => actor.post(`${chatOf(scene)}messages/`, { message: calling(scene) }),
  (scene, actor) => actor.put(`${chatOf(scene)}notify/`, { notify: scene.random.pick(levels) }),
  (scene) => scene.reader.put(`${chatOf(scene)}archived/`, { archived: scene.random.chance(0.8) }),
  (scene) => scene.reader.put(`${chatOf(scene)}unread/`, { marked_unread: scene.random.chance(0.8) }),
  async (scene, actor) =>
    actor.patch(await messageIn(chatOf(scene), actor, scene.random), {
      message: scene.random.pick(['Edited, and great', calling(scene)]),
    }),
  async (scene, actor) => actor.delete(await messageIn(chatOf(scene), actor, scene.random)),
  async (scene, actor) => actor.put(`${await messageIn(chatOf(scene), actor, scene.random)}pin/`),
  async (scene, actor) => actor.put(`${await messageIn(chatOf(scene), actor, scene.random)}pin/`),
  async (scene, actor) => actor.delete(`${await messageIn(chatOf(scene), actor, scene.random)}pin/`),
  (scene, actor) => actor.delete(`${chatOf(scene)}members/${actor.username}/`),
  (scene, actor) => actor.delete(`${chatOf(scene)}members/${someone(scene)}/`),
  (scene, actor) => actor.patch(chatOf(scene), { username: someone(scene) }),
  (scene, actor) => actor.patch(chatOf(scene), { name: scene.newName(), topic: scene.newName() }),
  (scene, actor) =>
    actor.patch(chatOf(scene), { join_policy: scene.random.pick(['link', 'invite', 'closed']) }),
  (scene, actor) => actor.patch(`${chatOf(scene)}members/${someone(scene)}/`, { role: 'moderator' }),
  (scene, actor) => actor.patch(`${chatOf(scene)}members/${someone(scene)}/`, { role: 'member' }),
  (scene, actor) => actor.patch(`${chatOf(scene)}members/${someone(scene)}/`, { role: 'owner' }),
  async (scene, actor) => {
    const path = chatOf(scene);
    const { body } = await actor.get<History>(`${path}messages/?limit=200`);
    const id = body.messages?.length ? scene.random.pick(body.messages).id : 0;
    return actor.put(`${path}read/`, { message_id: id });
  },
  async (scene, actor) =>
    actor.put(`${await messageIn(chatOf(scene), actor, scene.random)}reactions/${scene.random.pick(emoji)}/`),
  async (scene, actor) =>
    actor.delete(
      `${await messageIn(chatOf(scene), actor, scene.random)}reactions/${scene.random.pick(emoji)}/`,
    ),
  async (scene, actor) => {
    const { status, body } = await actor.post<Chat>('/api/directs/', { username: someone(scene) });
    if (status < 300 && !scene.uris.includes(body.uri)) scene.uris.push(body.uri);
  },
  (scene, actor) => actor.delete(`${chatOf(scene)}members/${someone(scene)}/?ban=1`),
  (scene, actor) => actor.delete(`${chatOf(scene)}bans/${someone(scene)}/`),
  async (scene, actor) => {
    const { status, body } = await actor.post<Invite>(`${chatOf(scene)}invites/`, { max_uses: 1 });
    if (status === 201) await scene.random.pick(scene.people).post(`/api/invites/${body.code}/accept/`);
  },
  async (scene, actor) => {
    const uri = scene.random.pick(scene.uris);
    const { status, body } = await actor.post<Chat>(`/api/chats/${uri}/rotate/`);
    if (status === 200) scene.uris[scene.uris.indexOf(uri)] = body.uri;
  },
  (scene) => scene.staff.post('/api/broadcasts/', { message: scene.newName() }),
  (scene, actor) => actor.patch('/auth/me/', { display_name: scene.newName() }),
  (scene, actor) => actor.patch('/auth/me/', { avatar: 1 + scene.random.below(15) }),
  async (scene, actor) => {
    const { body } = await actor.post<Chat>('/api/chats/', {});
    scene.uris.push(body.uri);
  },
  (scene, actor) => (scene.random.chance(0.3) ? actor.delete(chatOf(scene)) : join(scene, actor)),
  async (scene, actor) => {
    if (actor === scene.reader || scene.random.chance(0.5)) return send(scene, actor);
    await actor.delete('/auth/me/', { current_password: actor.password });
    scene.people[scene.people.indexOf(actor)] = await signUp(scene.server, scene.newName());
  },
];

async function happen(scene: Scene, count: number): Promise<void> {
  for (let step = 0; step < count; step++) {
    const actor = scene.random.pick([scene.reader, ...scene.people]);
    const reply = await scene.random.pick(deeds)(scene, actor);
    if (Object(reply).status >= 500) throw new Error(`The server answered with ${Object(reply).text}`);
  }
}

/** One of each, so that no type of event depends on chance. Tells the chat, which is still there. */
async function tour({ reader, people, staff }: Scene): Promise<string> {
  const [other = reader] = people;
  const { body } = await reader.post<Chat>('/api/chats/', {});
  const path = `/api/chats/${body.uri}/`;
  await other.patch(path, {});
  const { body: sent } = await other.post<Message>(`${path}messages/`, { message: 'One' });
  await reader.put(`${path}read/`, { message_id: sent.id });
  const reply = { message: 'Which?', reply_to: sent.id };
  const { body: answer } = await other.post<Message>(`${path}messages/`, reply);
  await reader.put(`${path}notify/`, { notify: 'mentions' });
  await reader.put(`${path}archived/`, { archived: true });
  await reader.put(`${path}unread/`, { marked_unread: true });
  await reader.post(`${path}messages/${sent.id}/report/`, { reason: 'other' });
  await other.patch(`${path}messages/${sent.id}/`, { message: 'Two' });
  await other.put(`${path}messages/${sent.id}/reactions/👍/`);
  await other.delete(`${path}messages/${sent.id}/reactions/👍/`);
  for (const pin of [sent.id, answer.id]) await reader.put(`${path}messages/${pin}/pin/`);
  await reader.delete(`${path}messages/${answer.id}/pin/`);
  await other.delete(`${path}messages/${sent.id}/`);
  await reader.patch(`${path}members/${other.username}/`, { role: 'moderator' });
  await reader.patch(path, { name: 'Tour' });
  await other.patch('/auth/me/', { avatar: 5 });
  await other.delete(`${path}members/${other.username}/`);
  await staff.post('/api/broadcasts/', { message: 'Tour' });
  const { body: rotated } = await reader.post<Chat>(`${path}rotate/`);
  return `/api/chats/${rotated.uri}/`;
}

async function expectFresh(mirror: Mirror, reader: Person, what: string): Promise<void> {
  await mirror.follow();
  const fresh = (await openMirror(reader)).shown();
  const { chats, talks } = mirror.shown();
  expect(chats, what).toEqual(fresh.chats);
  for (const [uri, talk] of Object.entries(talks)) expect(talk, `${what}: ${uri}`).toEqual(fresh.talks[uri]);
}

test('a snapshot and the events after it show what a fresh snapshot shows', { timeout: 60_000 }, async ({
  server,
}) => {
  const seed = testSeed();
  console.info(`snapshot-plus-events: HOLDLINE_TEST_SEED=${seed}`);
  const random = randomFrom(seed);
  let names = 0;
  const newName = () => {
    names += 1;
    return `mirror-${names}`;
  };
  const seen = new Set<string>();
  const reader = await signUp(server, newName());
  const people = await Promise.all([1, 2, 3].map(() => signUp(server, newName())));
  const staff = await signUp(server, newName());
  await makeStaff(server, staff.username);
  for (let round = 0; round < rounds; round++) {
    const { body } = await reader.post<Chat>('/api/chats/', {});
    const scene: Scene = { server, random, reader, people, uris: [body.uri, 'lobby'], staff, newName };
    await reader.patch('/api/chats/lobby/', {});
    for (const other of people) await other.patch(`/api/chats/${body.uri}/`, {});
    await happen(scene, stepsPerRound);
    const early = await cursorOf(reader);
    await happen(scene, stepsPerRound);
    // Read at once, and read while things go on: the second is told again of what it has read.
    const mirrors = [await openMirror(reader), await openMirror(reader, early)];
    await happen(scene, stepsPerRound);
    const toured = await tour(scene);
    for (const step of ['before', 'after'] as const) {
      if (step === 'after') await reader.delete(toured);
      for (const [index, mirror] of mirrors.entries()) {
        await expectFresh(
          mirror,
          reader,
          `seed ${seed}, round ${round}, mirror ${index}, ${step} a deletion`,
        );
        for (const type of mirror.types) seen.add(type);
      }
    }
  }
  expect([...seen].sort()).toEqual(everyType);
});
