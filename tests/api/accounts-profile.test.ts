import { describe, expect } from 'vitest';
import { startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { refusedFields, send, test } from './stage.ts';
import type { Chat, History, Profile } from './wire.ts';

describe.for(['/auth/me/', '/auth/users/me/'])('%s', (path) => {
  test('shows me my own profile, e-mail included', async ({ server }) => {
    const me = await signUp(server, `mirror-${path.length}`, { email: `mirror-${path.length}@example.org` });
    const reply = await me.get<Profile>(path);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject({
      username: me.username,
      display_name: me.username,
      first_name: '',
      last_name: '',
      is_guest: false,
      is_bot: false,
      email: `mirror-${path.length}@example.org`,
    });
    expect(reply.body.avatar).toBeTypeOf('number');
  });

  test('shows nobody anything', async ({ nobody }) => {
    expect((await nobody.get(path)).status).toBe(401);
    expect((await nobody.patch(path, { display_name: 'Nobody' })).status).toBe(401);
  });

  test('changes display name, avatar and e-mail', async ({ server }) => {
    const me = await signUp(server, `changer-${path.length}`);
    const changes = { display_name: `Ms Changer ${path.length}`, avatar: 7, email: 'new@example.org' };
    const reply = await me.patch<Profile>(path, changes);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body).toMatchObject(changes);
    expect((await me.get<Profile>(path)).body).toMatchObject(changes);
  });
});

describe('a change of profile', () => {
  test('leaves alone what it does not name', async ({ server }) => {
    const me = await signUp(server, 'careful', { email: 'careful@example.org' });
    const before = (await me.get<Profile>('/auth/me/')).body;
    const reply = await me.patch<Profile>('/auth/me/', { display_name: 'Careful Now' });
    expect(reply.body).toEqual({ ...before, display_name: 'Careful Now' });
    expect((await me.patch('/auth/me/', {})).body).toEqual(reply.body);
  });

  test('does not reach the username or the id', async ({ server }) => {
    const me = await signUp(server, 'fixed');
    const before = (await me.get<Profile>('/auth/me/')).body;
    const reply = await me.patch<Profile>('/auth/me/', {
      username: 'alice',
      id: 1,
      is_guest: true,
      is_bot: false,
      is_staff: true,
    });
    expect(reply.body).toEqual(before);
  });

  test('may change the case of my own display name', async ({ server }) => {
    const me = await signUp(server, 'louder');
    const reply = await me.patch<Profile>('/auth/me/', { display_name: 'LOUDER' });
    expect(reply.body.display_name).toBe('LOUDER');
  });

  test('shows in the chats and messages that others read', async ({ server, alice }) => {
    const me = await signUp(server, 'renamed');
    const chat = await startChat(alice, me);
    await send(me, chat, 'it is me');
    await me.patch('/auth/me/', { display_name: 'Dame Renamed', avatar: 3 });
    const expected = { username: 'renamed', display_name: 'Dame Renamed', avatar: 3 };
    expect((await alice.get<History>(chat.messages)).body.messages[0]?.user).toMatchObject(expected);
    expect((await alice.get<Chat>(chat.path)).body.members[1]).toMatchObject(expected);
  });

  test.for(['bob', 'BOB', ' Bob '])(
    'to the taken display name %j is refused',
    async (name, { alice, bob }) => {
      expect(bob.username).toBe('bob');
      const reply = await alice.patch('/auth/me/', { display_name: name });
      expect(refusedFields(reply)).toEqual({ display_name: [expect.any(String)] });
    },
  );

  test('that two people want at the same moment is given to one', async ({ server }) => {
    const rivals = await Promise.all([signUp(server, 'rival-1'), signUp(server, 'rival-2')]);
    const replies = await Promise.all(
      rivals.map((rival) => rival.patch('/auth/me/', { display_name: 'The Duke' })),
    );
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 400]);
  });

  test.for([
    [{ avatar: 0 }, { avatar: ['Ensure this value is greater than or equal to 1.'] }],
    [{ avatar: 16 }, { avatar: ['Ensure this value is less than or equal to 15.'] }],
    [{ avatar: 'seven' }, { avatar: ['A valid integer is required.'] }],
    [{ avatar: 1.5 }, { avatar: ['A valid integer is required.'] }],
    [{ avatar: null }, { avatar: ['This field may not be null.'] }],
    [{ display_name: ' ' }, { display_name: ['This field may not be blank.'] }],
    [{ display_name: null }, { display_name: ['This field may not be null.'] }],
    [{ display_name: true }, { display_name: ['Not a valid string.'] }],
    [{ display_name: 'a\0b' }, { display_name: ['Null characters are not allowed.'] }],
    [{ email: 'no-at-sign' }, { email: ['Enter a valid email address.'] }],
  ] as const)('%j is refused', async ([change, fields], { alice }) => {
    const before = (await alice.get('/auth/me/')).body;
    expect(refusedFields(await alice.patch('/auth/me/', change))).toEqual(fields);
    expect((await alice.get('/auth/me/')).body).toEqual(before);
  });

  test('with several faults hears of each, and changes nothing', async ({ alice }) => {
    const before = (await alice.get('/auth/me/')).body;
    const change = { display_name: [], avatar: 99, email: 'nowhere' };
    const fields = refusedFields(await alice.patch('/auth/me/', change));
    expect(Object.keys(fields).toSorted()).toEqual(['avatar', 'display_name', 'email']);
    expect((await alice.get('/auth/me/')).body).toEqual(before);
  });

  test('takes the avatar from a form', async ({ server }) => {
    const me = await signUp(server, 'form-face');
    const reply = await me.patch<Profile>('/auth/me/', { avatar: '12' }, { form: true });
    expect(reply.body.avatar).toBe(12);
  });
});
