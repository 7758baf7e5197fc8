import { comeAsGuest, startChat, startNamedChat } from '../support/people.ts';
import { anonymous, type Person, type Reply, signUp } from '../support/person.ts';
import { picture } from '../support/pictures.ts';

/** Somebody in the database of a release, with what they need to come back. */
export interface Returning {
  username: string;
  /** Null: came by a nickname, and has the token alone. */
  password: string | null;
  token: string;
}

/** What a database of a release has in it, and how to come back to it. */
export interface Story {
  people: Returning[];
  /** Worked once, and were ended by a log-out. */
  endedTokens: string[];
  /** Somebody's place in the log, in the middle of it all. */
  cursor: { username: string; cursor: string };
  /** Addresses of chats that may be looked at, by who is in them or not. */
  uris: string[];
}

interface Stage {
  url: string;
  /** By the command line of that release. */
  makeStaff(username: string): Promise<void>;
}

/**
 * Everything that a server keeps, made over HTTP: chats of each kind, roles, bans, invites, whispers, images, reactions, edits,
 * deletions, moods, blocks, a broadcast, guests, accounts that were renamed or are gone.
 */
export async function tellStory({ url, makeStaff }: Stage): Promise<Story> {
  const server = { url };
  const names = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'gina', 'hera'] as const;
  const [alice, bob, carol, dave, erin, frank, gina, hera] = (await Promise.all(
    names.map((name) => signUp(server, name, { password: `${name} walks by the sea` })),
  )) as [Person, Person, Person, Person, Person, Person, Person, Person];
  await makeStaff(hera.username);
  const come = await comeAsGuest(server, 'Passer-by');
  const guest = (path: string, body: object) => anonymous(server).post(path, body, { token: come.token });

  const garden = await startNamedChat(alice, 'Garden', bob, carol, dave, erin, frank, gina);
  done(await anonymous(server).patch(garden.path, {}, { token: come.token }));
  const say = async (author: Person, text: string, fields = {}) =>
    done(await author.post<{ id: number; cursor: string }>(garden.messages, { message: text, ...fields }));
  const at = (message: { id: number }) => `${garden.messages}${message.id}/`;

  const hello = await say(alice, 'Good morning everyone, what a lovely day!');
  await say(bob, 'The rain ruined all of it. I hate this \u2614 <b>weather</b>.', {
    client_id: 'from-the-outbox',
  });
  await say(bob, 'Only for you, alice.', { to: alice.username });
  const draft = await say(carol, 'Shall we meet at five?');
  const mistake = await say(dave, 'This was for somebody else.');
  await say(erin, 'I am about to leave for good.');
  done(await guest(garden.messages, { message: 'I only came by \u306e\u306f\u306a' }));
  const middle = await say(frank, 'Half of it is told.');

  done(await carol.patch(at(draft), { message: 'Shall we meet at six?' }));
  done(await dave.delete(at(mistake)));
  done(await bob.put(`${at(hello)}reactions/\u{1f44d}/`));
  done(await carol.put(`${at(hello)}reactions/\u{1f44d}/`));
  done(await carol.put(`${at(hello)}reactions/\u2764\ufe0f/`));
  await sendPicture(bob, garden.messages);
  done(await bob.put(`${garden.path}read/`, { message_id: middle.id }));
  done(await alice.patch(`${garden.path}members/bob/`, { role: 'moderator' }));
  done(await alice.delete(`${garden.path}members/gina/?ban=1`));
  done(await frank.delete(`${garden.path}members/frank/`));

  const square = done(
    await bob.post<{ uri: string }>('/api/chats/', { name: 'Square', public: true, slug: 'market-square' }),
  );
  done(await frank.patch(`/api/chats/${square.uri}/`, {}));
  done(await frank.post(`/api/chats/${square.uri}/messages/`, { message: 'Hear, hear! A great place.' }));
  done(await carol.patch('/api/chats/lobby/', {}));
  done(await hera.post('/api/broadcasts/', { message: 'We are closed on Sunday.' }));

  const cellar = await startNamedChat(dave, 'Cellar', alice);
  done(await dave.patch(cellar.path, { join_policy: 'invite', name: 'Wine cellar' }));
  const invited = done(
    await dave.post<{ code: string }>(`${cellar.path}invites/`, { note: 'for bob', max_uses: 2 }),
  );
  done(await bob.post(`/api/invites/${invited.code}/accept/`));
  const withdrawn = done(await dave.post<{ code: string }>(`${cellar.path}invites/`, { note: 'taken back' }));
  done(await dave.delete(`${cellar.path}invites/${withdrawn.code}/`));
  done(await dave.post(cellar.messages, { message: 'Mind the steps.' }));
  const { uri: cellarUri } = done(await dave.post<{ uri: string }>(`${cellar.path}rotate/`));

  const shed = await startChat(alice, bob);
  done(await alice.post(shed.messages, { message: 'Of this nothing is left.' }));
  done(await alice.delete(shed.path));

  const pair = done(await alice.post<{ uri: string }>('/api/directs/', { username: 'bob' }));
  done(await alice.post(`/api/chats/${pair.uri}/messages/`, { message: 'Between the two of us.' }));
  const broken = done(await carol.post<{ uri: string }>('/api/directs/', { username: 'dave' }));
  done(await dave.post(`/api/chats/${broken.uri}/messages/`, { message: 'Please answer me.' }));
  done(await carol.put('/api/blocks/dave/'));

  done(
    await alice.patch('/auth/me/', {
      display_name: 'Alice of the garden',
      avatar: 7,
      email: 'alice@example.org',
    }),
  );
  done(
    await frank.post('/auth/users/set_username/', {
      current_password: frank.password,
      new_username: 'franklin',
    }),
  );
  done(await erin.delete('/auth/me/', { current_password: erin.password }));
  const { token: endedToken } = done(
    await anonymous(server).post<{ token: string }>('/auth/jwt/create/', {
      username: 'dave',
      password: dave.password,
    }),
  );
  done(await anonymous(server).post('/auth/token/destroy/', {}, { token: endedToken }));

  const people = [alice, bob, carol, dave, { ...frank, username: 'franklin' }, gina, hera];
  return {
    people: [
      ...people.map(({ username, password, token }) => ({ username, password, token })),
      { username: come.user.username, password: null, token: come.token },
    ],
    endedTokens: [endedToken],
    cursor: { username: alice.username, cursor: middle.cursor },
    uris: [garden.uri, square.uri, 'lobby', cellarUri, pair.uri, broken.uri],
  };
}

async function sendPicture(author: Person, path: string): Promise<void> {
  const form = new FormData();
  form.set('message', 'My roses, wonderful');
  form.append('image', new Blob([new Uint8Array(await picture('png'))]), 'roses');
  done(await author.post(path, form));
}

/** The body of a step of the story, each of which has to succeed. */
function done<Body>(reply: Reply<Body>): Body {
  if (reply.status >= 300) throw new Error(`A step of the story failed: ${reply.status} ${reply.text}`);
  return reply.body;
}
