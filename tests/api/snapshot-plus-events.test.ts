import { expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { cursorOf, type Mirror, openMirror } from '../support/mirror.ts';
import { type Person, signUp } from '../support/person.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { deeds, type Scene } from './deeds.ts';
import { test } from './stage.ts';
import type { Chat, Message } from './wire.ts';

// Design, invariant 11: a snapshot and the events after it show what a fresh snapshot shows, for every type of event.

/** Each asks more than the one before; a tour in each leaves no type of event to chance. */
const rounds = process.env.HOLDLINE_TEST_WHOLE === 'on' ? 8 : 2;
const stepsPerRound = 30;

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
  'seen.updated',
  'unread.updated',
  'user.updated',
];

async function happen(scene: Scene, count: number): Promise<void> {
  for (let step = 0; step < count; step++) {
    const actor = scene.random.pick([scene.reader, ...scene.people]);
    const reply = await scene.random.pick(deeds)(scene, actor);
    if (Object(reply).status >= 500) throw new Error(`The server answered with ${Object(reply).text}`);
  }
}

/** What somebody new has read, whatever was done before. */
async function beSeen({ server, reader, newName }: Scene): Promise<void> {
  const other = await signUp(server, newName());
  await reader.patch('/auth/me/', { read_receipts: true });
  const { body } = await reader.post<Chat>('/api/directs/', { username: other.username });
  const path = `/api/chats/${body.uri}/`;
  const { body: said } = await reader.post<Message>(`${path}messages/`, { message: 'Have you read this?' });
  await other.put(`${path}read/`, { message_id: said.id });
}

/** One of each, so that no type of event depends on chance. Tells the chat, which is still there. */
async function tour(scene: Scene): Promise<string> {
  const { reader, people, staff } = scene;
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
  await beSeen(scene);
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
  const blocked = new Set<number>();
  for (let round = 0; round < rounds; round++) {
    const { body } = await reader.post<Chat>('/api/chats/', {});
    const scene: Scene = {
      server,
      random,
      reader,
      people,
      uris: [body.uri, 'lobby'],
      staff,
      newName,
      blocked,
    };
    await reader.patch('/api/chats/lobby/', {});
    for (const other of people) await other.patch(`/api/chats/${body.uri}/`, {});
    await happen(scene, stepsPerRound);
    const early = await cursorOf(reader);
    await happen(scene, stepsPerRound);
    // Read at once, and read while things go on, which is told again of what it has read; by polls, and by streams.
    const mirrors = [
      await openMirror(reader, { blocked }),
      await openMirror(reader, { blocked, since: early }),
      await openMirror(reader, { blocked, since: early, streamsOf: server }),
    ];
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
