import { describe, expect, test } from 'vitest';
import { makeBot, withKey } from '../support/bots.ts';
import { startReceiver } from '../support/hook-receiver.ts';
import { makeStaff, manageHere } from '../support/manage.ts';
import { type Person, signUp } from '../support/person.ts';
import { until } from '../support/until.ts';
import { HookStage } from './hook-stage.ts';
import { promote } from './stage.ts';
import type { Refusal } from './wire.ts';

// Who may have bots and hooks, and that nobody hears by them who may no more.

const stage = new HookStage();

test('only who runs the chat sees or changes a hook, and none that a bot does not have', async () => {
  const statuses = async (by: Person) => {
    const calls = [
      () => by.get(stage.bot.hook),
      () => by.get(`${stage.bot.hook}attempts/`),
      () => by.post(`${stage.bot.hook}resume/`, {}),
      () => by.post(`${stage.bot.hook}secret/`),
      () => by.delete(stage.bot.hook),
    ];
    const found: number[] = [];
    for (const call of calls) found.push((await call()).status);
    return found;
  };
  const { alice, bob, carol, chat } = stage.cast;
  expect(await statuses(alice)).toEqual([404, 404, 404, 404, 404]);
  for (const other of [bob, carol]) {
    expect((await stage.put({}, other)).status).toBe(403);
    expect(await statuses(other)).toEqual([403, 403, 403, 403, 403]);
  }
  // A bot of another chat is none of this one.
  const url = stage.receiver.url;
  expect((await alice.put(`${chat.path}bots/${bob.user.id}/hook/`, { url })).status).toBe(404);
});

describe('who does not run the chat any more', () => {
  type Named = { type: string; data: { has_key?: boolean } };
  const ends: Record<string, (cast: HookStage['cast'], path: string) => Promise<unknown>> = {
    'is banned': ({ alice, bob }, path) => alice.delete(`${path}members/${bob.username}/?ban=1`),
    'is a member alone': ({ alice, bob }, path) =>
      alice.patch(`${path}members/${bob.username}/`, { role: 'member' }),
    'has left': ({ bob }, path) => bob.delete(`${path}members/${bob.username}/`),
  };

  for (const [how, end] of Object.entries(ends)) {
    test(`keeps neither key nor hook: ${how}`, async () => {
      const { alice, bob, chat } = stage.cast;
      await promote(alice, chat, bob);
      const { key } = (await bob.post<{ key: string }>(`${stage.bot.path}key/`)).body;
      const machine = withKey(stage.server, key);
      await stage.put({}, bob);
      const others = await startReceiver();
      const other = await stage.makeBot('Other');
      await alice.put(`${chat.path}bots/${other.id}/hook/`, { url: others.url });
      await stage.say('one');
      await stage.receiver.reached(1);
      expect((await machine.get(chat.messages)).status).toBe(200);
      const { cursor } = (await alice.get<{ cursor: string }>('/api/events/')).body;

      await end(stage.cast, chat.path);
      const news = async () =>
        (await alice.get<{ events: Named[] }>(`/api/events/?cursor=${cursor}`)).body.events;
      const events = await until(news, {
        what: 'the owner is told',
        is: (told) => told.some(({ type }) => type === 'hook.updated'),
      });
      expect(events.find(({ type }) => type === 'bot.updated')?.data.has_key).toBe(false);
      const paused = { bot: stage.bot.id, state: 'paused', paused_by: 'keeper_gone' };
      expect(events.filter(({ type }) => type === 'hook.updated').map(({ data }) => data)).toEqual([paused]);
      expect((await machine.get(chat.messages)).status).toBe(401);
      expect((await machine.post(`/api/hooks/${key}/`, { text: 'x' })).status).toBe(404);
      // Nor by another link, nor when they come back.
      const uri = (await alice.post<{ uri: string }>(`${chat.path}rotate/`)).body.uri;
      const now = { uri, path: `/api/chats/${uri}/`, messages: `/api/chats/${uri}/messages/` };
      stage.cast = { ...stage.cast, chat: now };
      await alice.delete(`${now.path}bans/${bob.username}/`);
      await bob.patch(now.path, {});
      await promote(alice, now, bob);
      await stage.say('two');
      await others.reached(2);
      expect(stage.receiver.texts).toEqual(['one']);
      expect((await machine.get(now.messages)).status).toBe(401);
      const at = `${now.path}bots/${stage.bot.id}/`;
      expect((await alice.get(`${at}hook/`)).body).toMatchObject({
        state: 'paused',
        paused_by: 'keeper_gone',
      });

      const again = (await alice.post<{ key: string; has_key: boolean }>(`${at}key/`)).body;
      expect(again.has_key).toBe(true);
      expect((await withKey(stage.server, again.key).get(now.messages)).status).toBe(200);
      await alice.post(`${at}hook/resume/`, {});
      await stage.receiver.reached(2);
      expect(stage.receiver.texts).toEqual(['one', 'two']);
      await others.stop();
    });
  }

  test('keeps no key, either when the account ends or is disabled', async () => {
    const { alice, chat } = stage.cast;
    for (const command of ['remove-user', 'disable']) {
      const gone = await signUp(stage.server, `gone-${command}`);
      await gone.patch(chat.path, {});
      await promote(alice, chat, gone);
      const bot = await makeBot(gone, chat, command);
      expect((await withKey(stage.server, bot.key).get(chat.messages)).status).toBe(200);
      expect((await manageHere(stage.server, command, gone.username)).code).toBe(0);
      const poll = () => withKey(stage.server, bot.key).get(chat.messages);
      await until(poll, { what: 'it opens nothing', is: ({ status }) => status === 401 });
    }
  });
});

test('staff who are not in a public chat see and remove its bots, and get no ears there by one', async () => {
  const { alice } = stage.cast;
  const warden = await signUp(stage.server, 'warden');
  await makeStaff(stage.server, 'warden');
  const room = await alice.post<{ uri: string }>('/api/chats/', { public: true, join_policy: 'closed' });
  const bots = `/api/chats/${room.body.uri}/bots/`;
  const made = await alice.post<{ user: { id: number } }>(bots, { display_name: 'Build' });
  const refusals = async (at: string) => {
    const bot = `${at}${made.body.user.id}/`;
    const replies = [
      await warden.post<Refusal>(at, { display_name: 'Ears' }),
      await warden.patch<Refusal>(bot, { display_name: 'Ears' }),
      await warden.post<Refusal>(`${bot}key/`),
      await warden.put<Refusal>(`${bot}hook/`, { url: stage.receiver.url }),
      await warden.get<Refusal>(`${bot}hook/`),
      await warden.get<Refusal>(`${bot}hook/attempts/`),
      await warden.post<Refusal>(`${bot}hook/resume/`, {}),
      await warden.post<Refusal>(`${bot}hook/secret/`),
    ];
    return new Set(replies.map(({ status, body }) => `${status} ${body.code}`));
  };
  expect(await refusals(bots)).toEqual(new Set(['403 not_a_moderator']));
  expect(await refusals('/api/chats/lobby/bots/')).toEqual(new Set(['403 lobby']));
  expect((await warden.get(bots)).body).toMatchObject({ count: 1 });
  expect((await warden.delete(`${bots}${made.body.user.id}/`)).status).toBe(204);
  expect((await warden.get(bots)).body).toMatchObject({ count: 0 });
  await alice.delete(`/api/chats/${room.body.uri}/`);
});
