import createClient from 'openapi-fetch';
// Made by the test that compiles this, of what the server says of itself; so it is not there for the rest of the project.
import type { components, paths } from './schema.d.ts';

type Message = components['schemas']['Message'];

/**
 * Each answer as JSON, also where it could be a stream; later versions of openapi-fetch are told so by `createClient<paths, 'application/json'>`.
 */
type InJson<Part> = Part extends { content: { 'application/json': infer Body } }
  ? { content: { 'application/json': Body } }
  : { [Key in keyof Part]: InJson<Part[Key]> };

/** The README's talk by a client that knows the API from its schema alone. Returns what Alice reads at the end. */
export async function talk(baseUrl: string): Promise<Message[]> {
  const alice = await arrive(baseUrl, 'alice');
  const bob = await arrive(baseUrl, 'bob');
  const started = got(await alice.POST('/api/chats/', { body: { name: 'Supper' } }));
  const path = { uri: started.uri };
  const { cursor } = got(await alice.GET('/api/chats/{uri}/events/', { params: { path } }));
  got(await bob.PATCH('/api/chats/{uri}/', { params: { path }, body: {} }));
  await say(alice, path, 'Shall we meet at six?');
  await say(bob, path, 'Great, I would love to!');

  const query = { cursor, wait: 5 };
  const { events } = got(await alice.GET('/api/chats/{uri}/events/', { params: { path, query } }));
  const heard = events.flatMap((event) => (event.type === 'message.created' ? [event.data.id] : []));
  const { messages } = got(await alice.GET('/api/chats/{uri}/messages/', { params: { path } }));
  return messages.filter(({ id }) => heard.includes(id));
}

type Client = ReturnType<typeof createClient<InJson<paths>>>;

async function arrive(baseUrl: string, username: string): Promise<Client> {
  const stranger = createClient<InJson<paths>>({ baseUrl });
  const body = { username, password: 'sky-blue-42' };
  got(await stranger.POST('/auth/users/', { body }));
  // @ts-expect-error Types that took anything would prove nothing: there is no such address,
  stranger.GET satisfies (path: '/api/chat/') => unknown;
  const { token } = got(await stranger.POST('/auth/jwt/create/', { body }));
  return createClient<InJson<paths>>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
}

async function say(client: Client, path: { uri: string }, message: string): Promise<void> {
  const sent = got(await client.POST('/api/chats/{uri}/messages/', { params: { path }, body: { message } }));
  // @ts-expect-error and a message has no such field.
  if (sent.text !== undefined || sent.message !== message) throw new Error(`Sent: ${JSON.stringify(sent)}`);
}

function got<Data>({ data, error }: { data?: Data; error?: unknown }): Data {
  if (data === undefined) throw new Error(`Refused: ${JSON.stringify(error)}`);
  return data;
}
