import { describe, expect } from 'vitest';
import { signUp } from '../support/person.ts';
import { refusedFields, test } from './stage.ts';
import type { Profile } from './wire.ts';

const password = 'tea and biscuits';
const paths = ['/auth/users/', '/auth/users/create/'];
const taken = 'A user with that username already exists.';
const invalidUsername =
  'Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters.';

describe('signing up', () => {
  test.for(paths)('at %s gives the new profile, without the password', async (path, { nobody }) => {
    const username = `via-${path.length}`;
    const reply = await nobody.post<Profile>(path, { username, password, email: `${username}@example.org` });
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body).toMatchObject({ username, email: `${username}@example.org`, display_name: username });
    expect(Object.keys(reply.body)).toEqual(expect.arrayContaining(['id', 'avatar']));
    expect(reply.text).not.toContain('password');
    expect(reply.text).not.toContain(password);
  });

  test('works by form and needs nothing but a name and a password', async ({ nobody }) => {
    const reply = await nobody.post<Profile>(
      '/auth/users/',
      { username: 'former', password },
      { form: true },
    );
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body.email).toBe('');
  });

  test('takes a display name of its own', async ({ nobody }) => {
    const body = { username: 'dora', password, display_name: 'Dora the Explorer' };
    const reply = await nobody.post<Profile>('/auth/users/', body);
    expect(reply.body.display_name).toBe('Dora the Explorer');
  });

  test('draws an avatar from 1 to 15', async ({ server }) => {
    const people = await Promise.all(
      [...'abcdefghijklmnop'].map((letter) => signUp(server, `drawn-${letter}`)),
    );
    const avatars = (await Promise.all(people.map((person) => person.get<Profile>('/auth/me/')))).map(
      (reply) => reply.body.avatar,
    );
    for (const avatar of avatars) expect([...Array(15).keys()].map((n) => n + 1)).toContain(avatar);
    // All sixteen alike by chance: once in 15 to the 15th.
    expect(new Set(avatars).size).toBeGreaterThan(1);
  });
});

describe('a username', () => {
  // The last two are dots in NFKC.
  test.for(['.', '..', '․', '‥'])('is not %j, which no path can hold', async (username, { nobody }) => {
    const fields = refusedFields(await nobody.post('/auth/users/', { username, password }));
    expect(fields).toEqual({ username: ['Enter a valid username. This value may not be "." or "..".'] });
  });

  test('may be three dots', async ({ nobody }) => {
    expect((await nobody.post('/auth/users/', { username: '...', password })).status).toBe(201);
  });

  test.for([
    ['  trimmed\t', 'trimmed'],
    ['Ｗｉｄｅ', 'Wide'],
    ['ﬁnn', 'finn'],
    ['a@b.c+d-e_f9', 'a@b.c+d-e_f9'],
    ['小明', '小明'],
    ['Éloïse', 'Éloïse'],
    ['e\u0301tienne', 'étienne'],
    ['x'.repeat(150), 'x'.repeat(150)],
  ] as const)('%j becomes %j', async ([username, stored], { nobody }) => {
    const reply = await nobody.post<Profile>('/auth/users/', { username, password });
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body.username).toBe(stored);
  });

  test.for(['two words', 'semi;colon', '<b>', 'smile😀', 'a/b', 'line\nbreak', 'zero\u200bwidth'])(
    '%j is refused for its characters',
    async (username, { nobody }) => {
      expect(refusedFields(await nobody.post('/auth/users/', { username, password }))).toEqual({
        username: [invalidUsername],
      });
    },
  );

  test.for(['x'.repeat(151), 'ﬃ'.repeat(51)])(
    'is refused past 150 characters',
    async (username, { nobody }) => {
      expect(refusedFields(await nobody.post('/auth/users/', { username, password }))).toEqual({
        username: ['Ensure this field has no more than 150 characters.'],
      });
    },
  );

  test.for([
    ['nadia', 'nadia'],
    ['Nina', 'nINA'],
    ['Élodie', 'éLODIE'],
    ['ольга', 'ОЛЬГА'],
    ['broad', 'ＢＲＯＡＤ'],
    ['spaced', ' spaced '],
  ] as const)('%j is unique: %j is the same', async ([first, second], { nobody }) => {
    await nobody.post('/auth/users/', { username: first, password });
    const reply = await nobody.post('/auth/users/', { username: second, password });
    expect(refusedFields(reply).username).toEqual([taken]);
  });

  test('asked for by ten at the same moment goes to exactly one', async ({ nobody }) => {
    const cases = ['racer', 'Racer', 'RACER', 'rAcer', 'raceR'];
    const replies = await Promise.all(
      [...cases, ...cases].map((username) => nobody.post('/auth/users/', { username, password })),
    );
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    for (const reply of replies.filter((one) => one.status !== 201)) {
      expect(refusedFields(reply).username).toEqual([taken]);
    }
  });
});

describe('a display name', () => {
  test('that somebody has, in any case, is refused', async ({ nobody }) => {
    await nobody.post('/auth/users/', { username: 'first-rose', password, display_name: 'Rosé' });
    const reply = await nobody.post('/auth/users/', {
      username: 'second-rose',
      password,
      display_name: 'ROSÉ',
    });
    expect(refusedFields(reply)).toEqual({ display_name: [expect.any(String)] });
  });

  test('cannot be the name that another goes by as username', async ({ nobody, alice }) => {
    const body = { username: 'impostor', password, display_name: alice.username.toUpperCase() };
    expect(refusedFields(await nobody.post('/auth/users/', body))).toEqual({
      display_name: [expect.any(String)],
    });
  });

  test('that somebody chose is not given to a new username as its default', async ({ nobody }) => {
    await nobody.post('/auth/users/', { username: 'first-zed', password, display_name: 'Zed' });
    const reply = await nobody.post('/auth/users/', { username: 'zed', password });
    expect([201, 400], reply.text).toContain(reply.status);
    expect(reply.text.toLowerCase()).not.toContain('"display_name":"zed"');
  });
});

describe('all that is wrong is said at once', () => {
  test('when nothing is given', async ({ nobody }) => {
    expect(refusedFields(await nobody.post('/auth/users/', {}))).toEqual({
      username: ['This field is required.'],
      password: ['This field is required.'],
    });
  });

  test('when every field is wrong', async ({ nobody }) => {
    const body = { username: 'not valid', password: '1234', email: 'nowhere', display_name: ['a', 'list'] };
    const fields = refusedFields(await nobody.post('/auth/users/', body));
    expect(Object.keys(fields).toSorted()).toEqual(['display_name', 'email', 'password', 'username']);
    expect(fields.email).toEqual(['Enter a valid email address.']);
    expect(fields.display_name).toEqual(['Not a valid string.']);
  });

  test('when the name is taken and the password weak', async ({ nobody, alice }) => {
    const fields = refusedFields(
      await nobody.post('/auth/users/', { username: alice.username, password: 'short' }),
    );
    expect(fields.username).toEqual([taken]);
    expect(fields.password).toBeDefined();
  });
});
