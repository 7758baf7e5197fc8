import { anonymous, type Person, type Reply, signUp } from './person.ts';
import type { TestServer } from './server.ts';

/** Who is there, logged in, and in which chat: what a test finds when it begins, made over HTTP. Their pages are in tests/web/pages.ts. */

type Address = Pick<TestServer, 'url'>;

let people = 0;

/** A name that nobody on the server has yet: people of several tests share one. */
export function newName(name: string): string {
  people += 1;
  return `${name}-${people}`;
}

/** Someone who came in with a nickname alone. */
export type Guest = Pick<Person, 'token' | 'user'>;

export async function comeAsGuest(server: Address, nickname: string): Promise<Guest> {
  return arranged(await anonymous(server).post<Guest>('/auth/guests/', { nickname }), 201);
}

export interface ChatPath {
  uri: string;
  /** `/api/chats/{uri}/` */
  path: string;
  /** `/api/chats/{uri}/messages/` */
  messages: string;
}

/** A chat of the owner's that the others have joined, in the order of their names. */
export async function startChat(owner: Person, ...members: Person[]): Promise<ChatPath> {
  return startNamedChat(owner, undefined, ...members);
}

export async function startNamedChat(
  owner: Person,
  name: string | undefined,
  ...members: Person[]
): Promise<ChatPath> {
  const { uri } = arranged(await owner.post<{ uri: string }>('/api/chats/', { name }), 201);
  const chat = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
  for (const member of members) arranged(await member.patch(chat.path, {}), 200);
  return chat;
}

/** Three people and a chat, whose page is at `path`. */
export interface Cast {
  alice: Person;
  bob: Person;
  carol: Person;
  chat: ChatPath;
  path: string;
}

/** Alice owns the chat, bob is in it, carol has an account and is outside. */
export async function threePeople(server: Address): Promise<Cast> {
  const sign = (name: string) => signUp(server, newName(name));
  const [alice, bob, carol] = await Promise.all([sign('alice'), sign('bob'), sign('carol')]);
  const chat = await startChat(alice, bob);
  return { alice, bob, carol, chat, path: pageAt(chat) };
}

/** Alice owns the chat, bob and carol are in it. */
export async function threeInChat(server: Address): Promise<Cast> {
  const cast = await threePeople(server);
  arranged(await cast.carol.patch(cast.chat.path, {}), 200);
  return cast;
}

/** Someone with an account and a chat of this name. */
export async function ownerOf(server: Address, chatName: string): Promise<{ owner: Person; path: string }> {
  const owner = await signUp(server, newName('alice'));
  return { owner, path: pageAt(await startNamedChat(owner, chatName)) };
}

/** Someone new in the chat whose page is at this path. */
export async function personInChat(server: Address, name: string, path: string): Promise<Person> {
  const person = await signUp(server, name);
  arranged(await person.patch(`/api${path}`, {}), 200);
  return person;
}

/** Where a chat's page is. */
export function pageAt({ uri }: Pick<ChatPath, 'uri'>): string {
  return `/chats/${uri}/`;
}

/** The body of a step that a test needs but does not test; where it fails, the error says what the server answered. */
export function arranged<Body>(reply: Reply<Body>, status: number): Body {
  if (reply.status !== status) throw new Error(`Expected ${status}, got ${reply.status}: ${reply.text}`);
  return reply.body;
}
