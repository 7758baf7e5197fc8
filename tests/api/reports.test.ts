import { describe, expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { arranged, type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { allMine, cursorNow, eventsSince } from './polling.ts';
import { history, refusedFields, send, test as staged } from './stage.ts';
import { sendPicture, statusesOf } from './uploads.ts';
import type { OwnReport, Page, Refusal, Report, Sent } from './wire.ts';

/** Grace is staff, and in no chat. */
const test = staged.extend('grace', { scope: 'file' }, async ({ server }) => {
  const grace = await signUp(server, 'grace');
  await makeStaff(server, 'grace');
  return grace;
});

const report = (person: Person, { messages }: ChatPath, id: number, body: object = { reason: 'spam' }) =>
  person.post<OwnReport & Refusal>(`${messages}${id}/report/`, body);
const resolve = (staff: Person, { id }: { id: number | string }, body: object) =>
  staff.patch<Report & Refusal>(`/api/staff/reports/${id}/`, body);
const listed = async (staff: Person, state = 'open') =>
  arranged(await staff.get<Page<Report>>(`/api/staff/reports/?state=${state}&page_size=200`), 200).results;
const own = async (person: Person) =>
  arranged(await person.get<Page<OwnReport>>('/api/reports/'), 200).results;

describe('a report', () => {
  test('is made once by each person, of what they see and have not said', async ({
    alice,
    bob,
    carol,
    chat,
  }) => {
    const said = await send(bob, chat, 'Buy!');
    const made = await report(alice, chat, said.id, { reason: 'spam', words: ' Third time ' });
    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({
      ...{ message_id: said.id, user: bob.user, reason: 'spam', words: 'Third time' },
      ...{ outcome: null, answer: '', resolved_at: null },
    });
    const again = await report(alice, chat, said.id, { reason: 'hate', words: 'Otherwise' });
    expect([again.status, again.body]).toEqual([200, made.body]);
    expect((await own(alice))[0]).toEqual(made.body);
    expect(await own(bob)).toEqual([]);

    expect((await report(bob, chat, said.id)).body).toMatchObject({ code: 'own_message' });
    expect(await report(carol, chat, said.id)).toMatchObject({ status: 403, body: { code: 'not_a_member' } });
    const whisper = arranged(await bob.post<Sent>(chat.messages, { message: 'psst', to: 'alice' }), 201);
    await carol.patch(chat.path, {});
    // The same as what there is not.
    const unseen = await report(carol, chat, whisper.id);
    expect([unseen.status, unseen.body]).toEqual([404, (await report(carol, chat, 999_999)).body]);
    expect((await report(alice, chat, whisper.id, { reason: 'harassment' })).status).toBe(201);
    for (const [body, field] of [
      [{}, 'reason'],
      [{ reason: 'dull' }, 'reason'],
      [{ reason: 'spam', words: 'x'.repeat(1001) }, 'words'],
    ] as const)
      expect(Object.keys(refusedFields(await report(carol, chat, said.id, body)))).toEqual([field]);
  });

  test('is seen by staff alone, with the message as it is, and nothing around it or of where it is', async ({
    alice,
    bob,
    grace,
    nobody,
    chat,
  }) => {
    await alice.patch(chat.path, { name: 'Book club' });
    const before = await send(alice, chat, 'Said before');
    const said = arranged(
      await bob.post<Sent>(chat.messages, { message: 'Nonsense', reply_to: before.id }),
      201,
    );
    await bob.patch(`${chat.messages}${said.id}/`, { message: 'Other nonsense' });
    const { body: made } = await report(alice, chat, said.id, { reason: 'other', words: 'Look at this' });
    const reply = await grace.get<Page<Report>>('/api/staff/reports/');
    const [first] = reply.body.results;
    expect(first).toMatchObject({
      ...{ id: made.id, reason: 'other', words: 'Look at this', user: bob.user, reporter: alice.user },
      message: { id: said.id, message: 'Other nonsense', to: null, deleted: false },
      chat: { name: 'Book club', kind: 'session', uri: null },
    });
    for (const hidden of ['Said before', chat.uri]) expect(reply.text).not.toContain(hidden);

    for (const person of [alice, bob]) {
      expect((await person.get('/api/staff/reports/')).body).toMatchObject({ code: 'not_staff' });
      for (const id of [made.id, 999_999, 'none'])
        expect((await resolve(person, { id }, { outcome: 'dismissed' })).body).toMatchObject({
          code: 'not_staff',
        });
    }
    expect((await nobody.get('/api/staff/reports/')).status).toBe(401);
  });

  test('about one of the staff is for others of the staff', async ({ server, alice, bob, grace }) => {
    const sam = await signUp(server, 'sam');
    await makeStaff(server, 'sam');
    const chat = await startChat(alice, bob, sam);
    const said = await send(sam, chat, 'An abuse of power');
    const { body: made } = await report(alice, chat, said.id, { reason: 'harassment', words: 'It is sam' });
    const aboutSam = async (staff: Person, state: string) =>
      (await listed(staff, state)).filter(({ user }) => user.id === sam.user.id).map(({ id }) => id);
    expect(await resolve(sam, made, { outcome: 'dismissed' })).toMatchObject({ status: 404 });
    expect([await aboutSam(sam, 'open'), await aboutSam(grace, 'open')]).toEqual([[], [made.id]]);
    expect((await resolve(grace, made, { outcome: 'acted' })).status).toBe(200);
    expect([await aboutSam(sam, 'resolved'), await aboutSam(grace, 'resolved')]).toEqual([[], [made.id]]);
    expect(await resolve(sam, made, { outcome: 'dismissed' })).toMatchObject({ status: 404 });
  });

  test('lets staff see an image as long as it is open', async ({ alice, bob, grace, chat }) => {
    const { id, image } = await sendPicture(bob, chat);
    expect(await statusesOf(grace, image)).toEqual([404, 404]);
    const { body: made } = await report(alice, chat, id);
    expect(await statusesOf(grace, image)).toEqual([200, 200]);
    expect((await listed(grace))[0]?.message?.images).toEqual([image]);
    await resolve(grace, made, { outcome: 'dismissed' });
    expect(await statusesOf(grace, image)).toEqual([404, 404]);
    expect(await statusesOf(alice, image)).toEqual([200, 200]);
  });

  test('keeps nothing of what is deleted, and goes with its chat and with who made it', async ({
    server,
    alice,
    bob,
    grace,
  }) => {
    const leaving = await signUp(server, 'leaving');
    const chat = await startChat(alice, bob, leaving);
    const said = await send(bob, chat, 'A canary in a report');
    await report(alice, chat, said.id);
    await report(leaving, chat, said.id, { reason: 'spam', words: 'Words of who leaves' });
    await bob.delete(`${chat.messages}${said.id}/`);
    const reply = await grace.get<Page<Report>>('/api/staff/reports/');
    expect(reply.body.results[0]?.message).toMatchObject({ id: said.id, message: '', deleted: true });
    expect(reply.text).not.toContain('canary');
    expect((await report(grace, chat, said.id)).status).toBe(403);
    await leaving.delete('/auth/me/', { current_password: leaving.password });
    expect((await grace.get('/api/staff/reports/')).text).not.toContain('Words of who leaves');
    await alice.delete(chat.path);
    expect((await listed(grace)).filter(({ message }) => message?.id === said.id)).toEqual([]);
    expect((await own(alice)).filter(({ message_id }) => message_id === said.id)).toEqual([]);
  });
});

describe('what becomes of a report', () => {
  test('is told to all who reported the message, by an event without a word of anybody’s', async ({
    alice,
    bob,
    carol,
    grace,
    chat,
  }) => {
    await carol.patch(chat.path, {});
    const said = await send(bob, chat, 'Debatable');
    const cursors = [await cursorNow(alice), await cursorNow(carol)] as const;
    const { body: made } = await report(alice, chat, said.id);
    await report(carol, chat, said.id, { reason: 'hate' });
    const done = await resolve(grace, made, { outcome: 'dismissed', answer: 'It may stay' });
    expect(done.status, done.text).toBe(200);
    expect(done.body).toMatchObject({
      outcome: 'dismissed',
      answer: 'It may stay',
      resolved_by: grace.user,
      message: null,
    });
    for (const [i, person] of [alice, carol].entries()) {
      const [mine] = await own(person);
      expect(mine).toMatchObject({ message_id: said.id, outcome: 'dismissed', answer: 'It may stay' });
      const told = (outcome: string | null) => ({
        type: 'report.updated',
        chat: null,
        data: { id: mine?.id, outcome },
      });
      const events = await eventsSince(person, allMine, cursors[i] ?? '');
      expect(events).toMatchObject([told(null), told('dismissed')]);
      expect(JSON.stringify(events)).not.toContain('It may stay');
    }
    expect(await listed(grace, 'resolved')).toContainEqual(done.body);
    expect((await listed(grace)).map(({ id }) => id)).not.toContain(made.id);
    expect(await resolve(grace, made, { outcome: 'removed' })).toMatchObject({ status: 409 });
    expect((await history(alice, chat)).map(({ message }) => message)).toEqual(['Debatable']);
    for (const id of [999_999, 'none'])
      expect((await resolve(grace, { id }, { outcome: 'removed' })).status).toBe(404);
  });

  test('holds for what was said alone: what is reworded later is reported anew', async ({
    alice,
    bob,
    grace,
    chat,
  }) => {
    const said = await send(bob, chat, 'Harmless');
    const { body: first } = await report(alice, chat, said.id);
    await bob.patch(`${chat.messages}${said.id}/`, { message: 'As harmless' });
    expect((await report(alice, chat, said.id)).body).toEqual(first);
    await resolve(grace, first, { outcome: 'dismissed' });
    const again = await report(alice, chat, said.id);
    expect([again.status, again.body]).toMatchObject([200, { id: first.id, outcome: 'dismissed' }]);
    await bob.patch(`${chat.messages}${said.id}/`, { message: 'A threat' });
    const anew = await report(alice, chat, said.id, { reason: 'violence' });
    expect([anew.status, anew.body]).toMatchObject([201, { reason: 'violence', outcome: null }]);
    expect(await report(alice, chat, said.id)).toMatchObject({ status: 200, body: anew.body });
    expect((await listed(grace))[0]).toMatchObject({ id: anew.body.id, message: { message: 'A threat' } });
    expect((await own(alice)).map(({ id }) => id).slice(0, 2)).toEqual([anew.body.id, first.id]);
    // One that was resolved before does not speak for it.
    expect((await resolve(grace, first, { outcome: 'dismissed' })).status).toBe(409);
    expect((await resolve(grace, anew.body, { outcome: 'removed' })).status).toBe(200);
    expect((await report(alice, chat, said.id)).body.id).toBe(anew.body.id);
  });

  test('may be that its message goes, a whisper too, as if its author had deleted it', async ({
    alice,
    bob,
    grace,
    chat,
  }) => {
    const whisper = arranged(await bob.post<Sent>(chat.messages, { message: 'nasty', to: 'alice' }), 201);
    const { body: made } = await report(alice, chat, whisper.id, { reason: 'harassment' });
    expect((await listed(grace))[0]?.message).toMatchObject({ message: 'nasty', to: alice.user });
    const cursor = await cursorNow(bob);
    expect((await resolve(grace, made, { outcome: 'removed' })).status).toBe(200);
    for (const person of [alice, bob])
      expect(await history(person, chat)).toMatchObject([{ id: whisper.id, message: '', deleted: true }]);
    expect(await eventsSince(bob, allMine, cursor)).toMatchObject([{ type: 'message.deleted' }]);
    expect((await own(alice))[0]).toMatchObject({ outcome: 'removed' });
  });
});
