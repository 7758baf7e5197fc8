import { describe, expect } from 'vitest';
import { anonymous, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { refusedFields, test } from './stage.ts';
import type { LogIn, Profile } from './wire.ts';

const password = 'violet-harbour-92';
const nicknameTaken = { nickname: ['That nickname is taken.'] };
const displayNameTaken = { display_name: ['A user with that display name already exists.'] };
const usernameTaken = { username: ['A user with that username already exists.'] };
const reserved = ['This name is reserved.'];

/** What a person would read as "alice"; tests/unit/name-skeleton.test.ts has the rest. */
const likeAlice = [
  'ALICE',
  'ａｌｉｃｅ',
  'аlice',
  'aIice',
  'al1ce',
  'alice\u3164',
  '\u2800alice',
  'ali\u034fce',
  'ᴀʟɪᴄᴇ',
];

describe('a name that looks like another person’s username', () => {
  test.for(likeAlice)('is nobody’s to be shown with: %j', async (name, { alice, bob, nobody }) => {
    await alice.patch('/auth/me/', { display_name: 'Ms Liddell' });
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: `By ${name}` })).body;
    expect(refusedFields(await nobody.post('/auth/guests/', { nickname: name }))).toEqual(nicknameTaken);
    expect(refusedFields(await bob.patch('/auth/me/', { display_name: name }))).toEqual(displayNameTaken);
    const account = { username: 'worn-by-another', password, display_name: name };
    for (const reply of [
      await nobody.post('/auth/users/', account),
      await nobody.post('/auth/guests/upgrade/', account, { token }),
    ])
      expect(refusedFields(reply)).toEqual(displayNameTaken);
    await nobody.delete('/auth/me/', undefined, { token });
  });

  test('is no username either', async ({ alice, nobody }) => {
    for (const username of ['аlice', 'aIice', 'al1ce', 'aliсe'])
      expect(refusedFields(await nobody.post('/auth/users/', { username, password }))).toEqual(usernameTaken);
    expect(alice.username).toBe('alice');
  });
});

describe('a username that looks like the name another person is shown with', () => {
  test('is refused, at a sign-up and at an upgrade', async ({ server, nobody }) => {
    await signUp(server, 'd-1832', { display_name: 'Dodgson' });
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Somebody' })).body;
    for (const username of ['dodgson', 'Dоdgson', 'D0DGS0N']) {
      const account = { username, password };
      expect(refusedFields(await nobody.post('/auth/users/', account))).toEqual(usernameTaken);
      const upgrade = await nobody.post('/auth/guests/upgrade/', account, { token });
      expect(refusedFields(upgrade)).toEqual(usernameTaken);
    }
  });

  test('is refused while a guest is called so', async ({ nobody }) => {
    const { token } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Mabel' })).body;
    expect(refusedFields(await nobody.post('/auth/users/', { username: 'mabeI', password }))).toEqual(
      usernameTaken,
    );
    const own = await nobody.post<LogIn>('/auth/guests/upgrade/', { username: 'mabel', password }, { token });
    expect(own.body.user).toMatchObject({ username: 'mabel', display_name: 'Mabel' });
  });

  test('is held back by no guest who left long ago, and shown with a number', async ({ onTestFinished }) => {
    const server = await startTestServer({ GUEST_IDLE_S: '1' });
    onTestFinished(() => server.stop());
    const nobody = anonymous(server);
    await nobody.post('/auth/guests/', { nickname: 'Gryphon' });
    const asked = () => nobody.post<Profile>('/auth/users/', { username: 'gryphon', password });
    const { body } = await until(asked, { what: 'the guest is idle', is: (reply) => reply.status === 201 });
    expect(body).toMatchObject({ username: 'gryphon', display_name: 'gryphon 2' });
    const taken = await nobody.post('/auth/guests/', { nickname: 'GRYPHON' });
    expect(refusedFields(taken)).toEqual(nicknameTaken);
  });
});

describe('at the same moment', () => {
  test('a username and a nickname that look alike go to one of the two', async ({ nobody }) => {
    for (const name of ['dinah', 'chess', 'flamingo', 'walrus', 'oyster']) {
      const look = name.replace(/[aeo]/, (letter) => ({ a: 'а', e: 'е', o: 'о' })[letter] ?? letter);
      const replies = await Promise.all([
        nobody.post('/auth/users/', { username: name, password }),
        nobody.post('/auth/guests/', { nickname: look }),
        nobody.post('/auth/users/', { username: look, password }),
      ]);
      expect(replies.map((reply) => reply.status).toSorted(), name).toEqual([201, 400, 400]);
    }
  });
});

describe('a name', () => {
  test('of one’s own may be written in another way', async ({ server }) => {
    const me = await signUp(server, 'hatter');
    for (const display_name of ['HATTER', 'Hаtter', 'hatter'])
      expect((await me.patch<Profile>('/auth/me/', { display_name })).body.display_name).toBe(display_name);
  });

  test('given up, by a change or by going, is free', async ({ server, nobody }) => {
    const me = await signUp(server, 'dormouse', { display_name: 'Sleepy' });
    expect(refusedFields(await nobody.post('/auth/guests/', { nickname: 'sIeepy' }))).toEqual(nicknameTaken);
    await me.patch('/auth/me/', { display_name: 'Awake' });
    expect((await nobody.post('/auth/guests/', { nickname: 'sIeepy' })).status).toBe(201);
    expect(refusedFields(await nobody.post('/auth/guests/', { nickname: 'd0rmouse' }))).toEqual(
      nicknameTaken,
    );
    await me.delete('/auth/me/', { current_password: me.password });
    for (const nickname of ['d0rmouse', 'аwake'])
      expect((await nobody.post('/auth/guests/', { nickname })).status, nickname).toBe(201);
  });

  test.for(['\u3164', '\u115f\u1160', '\u2800', '\u034f\ufe0f', '\u200d'])(
    'of which nothing is to be seen is blank: %j',
    async (name, { alice, nobody }) => {
      const sentence = ['This field may not be blank.'];
      expect(refusedFields(await nobody.post('/auth/guests/', { nickname: name }))).toEqual({
        nickname: sentence,
      });
      expect(refusedFields(await alice.patch('/auth/me/', { display_name: name }))).toEqual({
        display_name: sentence,
      });
    },
  );

  test.for(['\u202ecila', 'a\u200blice-b', 'a\u0007b', '\u2066x', 'x\u{e0041}'])(
    'that turns around or hides letters is refused: %j',
    async (name, { alice, nobody }) => {
      const sentence = ['Enter a name without control characters.'];
      expect(refusedFields(await nobody.post('/auth/guests/', { nickname: name }))).toEqual({
        nickname: sentence,
      });
      expect(refusedFields(await alice.patch('/auth/me/', { display_name: name }))).toEqual({
        display_name: sentence,
      });
    },
  );

  test('may join its letters as Persian does, and emoji', async ({ nobody }) => {
    for (const nickname of ['علی\u200cرضا', '👩\u200d🚀 Ada']) {
      const reply = await nobody.post<LogIn>('/auth/guests/', { nickname });
      expect(reply.body.user?.display_name, reply.text).toBe(nickname);
    }
    expect(refusedFields(await nobody.post('/auth/guests/', { nickname: 'علیرضا' }))).toEqual(nicknameTaken);
  });

  test('that unfolds into more than 150 letters is refused', async ({ nobody }) => {
    const letters = Array.from({ length: 150 }, (_, i) => String.fromCodePoint(0xfdf0 + (i % 11))).join('');
    expect(refusedFields(await nobody.post('/auth/guests/', { nickname: letters }))).toEqual({
      nickname: ['Ensure this field has no more than 150 characters.'],
    });
  });

  test.for(['Deleted user', 'DELETED  USER', 'Dеleted user', 'HoIdline', 'You', 'deleted-12', 'System'])(
    'that is the server’s own is nobody’s: %j',
    async (name, { alice, nobody }) => {
      expect(refusedFields(await nobody.post('/auth/guests/', { nickname: name }))).toEqual({
        nickname: reserved,
      });
      expect(refusedFields(await alice.patch('/auth/me/', { display_name: name }))).toEqual({
        display_name: reserved,
      });
      const account = { username: 'not-the-server', password, display_name: name };
      expect(refusedFields(await nobody.post('/auth/users/', account))).toEqual({ display_name: reserved });
    },
  );

  test.for(['deleted-12', 'hoIdline', 'deIeted-1'])(
    'that is the server’s own is no username: %j',
    async (username, { nobody }) => {
      const reply = await nobody.post('/auth/users/', { username, password });
      expect(refusedFields(reply)).toEqual({ username: reserved });
    },
  );

  test('that we gave a guest is nobody’s once it is free: whispers may still be sent there', async ({
    nobody,
  }) => {
    const came = await nobody.post<LogIn>('/auth/guests/', { nickname: 'Gone Before' });
    const { token, user } = came.body;
    const upgraded = await nobody.post('/auth/guests/upgrade/', { username: 'went-on', password }, { token });
    expect(upgraded.status, upgraded.text).toBe(200);
    for (const username of [user.username, user.username.toUpperCase()]) {
      const reply = await nobody.post('/auth/users/', { username, password });
      expect(refusedFields(reply)).toEqual({ username: reserved });
    }
  });

  test('of those who run the place is no guest’s, and an account’s', async ({ nobody }) => {
    for (const nickname of ['Admin', 'аdmin', 'M0DERATOR'])
      expect(refusedFields(await nobody.post('/auth/guests/', { nickname }))).toEqual({ nickname: reserved });
    expect((await nobody.post('/auth/users/', { username: 'admin', password })).status).toBe(201);
  });

  test.for(['\u3164', 'a\u3164', 'a\u115fb', 'a\u034fb', 'a\ufe0fb'])(
    'that a filler is part of is no username: %j',
    async (username, { nobody }) => {
      expect(refusedFields(await nobody.post('/auth/users/', { username, password }))).toHaveProperty(
        'username',
      );
    },
  );
});
