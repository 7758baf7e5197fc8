import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { manageHere } from '../support/manage.ts';
import { arranged } from '../support/people.ts';
import { send, test } from './stage.ts';
import { sendPicture } from './uploads.ts';
import type { Sent } from './wire.ts';

type Line = { kind: string; [field: string]: unknown };

test('all that is kept of a person is written, with whispers to them and their images, and nothing of others', async ({
  server,
  alice,
  bob,
  carol,
  chat,
}) => {
  await carol.patch(chat.path, {});
  await send(alice, chat, 'said by alice');
  const other = await send(bob, chat, 'said by bob');
  arranged(await alice.put(`${chat.messages}${other.id}/pin/`), 200);
  await alice.post(chat.messages, { message: 'an answer', reply_to: other.id });
  await arranged(await bob.post<Sent>(chat.messages, { message: 'for alice alone', to: 'alice' }), 201);
  await arranged(await bob.post<Sent>(chat.messages, { message: 'for carol alone', to: 'carol' }), 201);
  const gone = await send(alice, chat, 'taken back');
  await alice.delete(`${chat.messages}${gone.id}/`);
  const { id, image } = await sendPicture(alice, chat);
  await arranged(
    await alice.post(`${chat.messages}${other.id}/report/`, { reason: 'spam', words: 'Too much' }),
    201,
  );

  await alice.put(`${chat.path}archived/`, { archived: true });
  await alice.put(`${chat.path}unread/`, { marked_unread: true });

  const folder = await mkdtemp(path.join(tmpdir(), 'holdline-export-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'alice.jsonl');
  const settings = { ...server.settings, LOG_LEVEL: 'silent' };
  const { code, stdout } = await manageHere({ settings }, 'export-user', 'alice', file);
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('alice') });
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const text = await readFile(file, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const of = (kind: string) => lines.filter((line) => line.kind === kind);
  expect(of('account')).toMatchObject([{ username: 'alice', is_guest: false }]);
  expect(of('chat')).toContainEqual(
    expect.objectContaining({ uri: chat.uri, role: 'owner', archived_after: id, marked_unread: true }),
  );
  expect(of('message').map(({ message }) => message)).toEqual([
    'said by alice',
    'an answer',
    'for alice alone',
    '',
  ]);
  expect(of('message')[1]).toMatchObject({ reply_to: other.id });
  expect(of('pin')).toMatchObject([{ uri: chat.uri, message_id: other.id }]);
  expect(of('report')).toMatchObject([
    { message_id: other.id, reason: 'spam', words: 'Too much', outcome: null },
  ]);
  const [picture] = of('image');
  expect(picture?.message_id).toBe(id);
  const bytes = (await alice.get(image.url)).bytes;
  expect(Buffer.from(String(picture?.base64), 'base64').equals(bytes)).toBe(true);
  for (const other of ['said by bob', 'for carol alone', 'taken back', 'password', alice.token])
    expect(text).not.toContain(other);

  const again = await manageHere({ settings }, 'export-user', 'alice', file);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') });
});
