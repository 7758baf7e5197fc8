import { type Person, signUp } from '../support/person.ts';
import type { Random } from '../support/random.ts';
import type { TestServer } from '../support/server.ts';
import type { Chat, History, Invite } from './wire.ts';

// What people may do, at random and one after the other, for snapshot-plus-events.

const textPool = ['Good morning', 'I love it', 'This is horrible', 'See you', '😀', ' <b>bold</b> '];

export interface Scene {
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
  /** The ids of whom the reader has blocked at some time. */
  blocked: Set<number>;
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
/** What a blocked person says calls nobody, and the server alone knows of whom that is so. */
function block(scene: Scene, actor: Person) {
  const username = someone(scene);
  const other = scene.people.find((person) => person.username === username);
  if (actor === scene.reader && other) scene.blocked.add(other.user.id);
  return actor.put(`/api/blocks/${username}/`);
}

const calling = (scene: Scene) => `Hey @${someone(scene)}, look`;
const levels = ['all', 'mentions', 'none'];

const join: Deed = (scene, actor) => actor.patch(chatOf(scene), {});

/** What may happen, as often as it stands here. Many of these are refused, which is as good: then nothing happens. */
export const deeds: Deed[] = [
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
  (scene, actor) => actor.patch('/auth/me/', { read_receipts: scene.random.chance(0.7) }),
  block,
  (scene, actor) => actor.delete(`/api/blocks/${someone(scene)}/`),
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
