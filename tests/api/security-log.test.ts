import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { manage } from '../support/manage.ts';
import { startChat } from '../support/people.ts';
import { anonymous, signUp } from '../support/person.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';
import type { LogIn } from './wire.ts';

interface Line {
  level: number;
  event: string;
  user?: number | null;
  by?: number | string;
  chat?: number;
  address?: string;
  from?: string;
  route?: string;
}

const [info, warn] = [30, 40];

function securityLines(output: string): Line[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Line).filter(({ event }) => event !== undefined);
}

/** Until it has been written: the log is not waited for by any answer. */
function told(server: ServerProcess, wanted: Partial<Line>): Promise<Line> {
  const find = () =>
    securityLines(server.output()).find((line) =>
      Object.entries(wanted).every(([key, value]) => line[key as keyof Line] === value),
    );
  return until(async () => find(), { what: `the log says ${JSON.stringify(wanted)}` }) as Promise<Line>;
}

async function start(settings: Record<string, string> = {}): Promise<ServerProcess> {
  const database = await createDatabase();
  const server = await startServerProcess({ ...database.settings, LOG_LEVEL: 'info', ...settings });
  onTestFinished(async () => {
    await server.stop('SIGKILL');
    await database.drop();
  });
  return server;
}

// A server and two commands, each a process of its own.
test('the log says who came in, went, was sent out and was given power, and from where', {
  timeout: 40_000,
}, async () => {
  // With all that may be logged: each request, and each statement as if it were slow.
  const server = await start({ LOG_REQUESTS: 'on', SLOW_QUERY_MS: '0' });
  const address = '127.0.0.1';
  const nobody = anonymous(server);
  await told(server, { event: 'key_made', from: 'DATA_DIR', level: warn });

  const [alice, bob] = [await signUp(server, 'alice'), await signUp(server, 'bob')];
  await told(server, { event: 'signed_up', user: alice.user.id, address, level: info });
  await told(server, { event: 'logged_in', user: alice.user.id, address, level: info });
  await nobody.post('/auth/jwt/create/', { username: 'alice', password: 'a-guess-that-is-wrong' });
  await told(server, { event: 'log_in_failed', user: alice.user.id, address, level: warn });
  await nobody.post('/auth/jwt/create/', { username: 'who-is-this', password: 'a-guess-that-is-wrong' });
  await told(server, { event: 'log_in_failed', user: null, address, level: warn });

  const chat = await startChat(alice, bob);
  const { token, user: guest } = (await nobody.post<LogIn>('/auth/guests/', { nickname: 'Robin' })).body;
  await told(server, { event: 'guest_entered', user: guest.id, address });
  await nobody.patch(chat.path, {}, { token });
  const account = { username: 'robin', password: 'violet-harbour-92' };
  await nobody.post('/auth/guests/upgrade/', account, { token });
  await told(server, { event: 'guest_upgraded', user: guest.id, address });

  const by = alice.user.id;
  const said = await bob.post<{ id: number }>(chat.messages, { message: 'a word to take back' });
  await alice.delete(`${chat.messages}${said.body.id}/`);
  await told(server, { event: 'message_removed', user: bob.user.id, by, address });
  await alice.delete(`${chat.path}members/robin/`);
  await told(server, { event: 'member_removed', user: guest.id, by, address });
  await alice.delete(`${chat.path}members/robin/?ban=1`);
  await told(server, { event: 'member_banned', user: guest.id, by, address });
  await alice.delete(`${chat.path}bans/robin/`);
  await told(server, { event: 'ban_lifted', user: guest.id, by, address });
  await alice.post(`${chat.path}rotate/`);
  const { chat: id } = await told(server, { event: 'link_changed', by, address });
  const [{ uri } = { uri: '' }] = (await alice.get<{ results: { uri: string }[] }>('/api/chats/')).body
    .results;
  await alice.patch(`/api/chats/${uri}/members/bob/`, { role: 'moderator' });
  await told(server, { event: 'role_changed', user: bob.user.id, by, chat: id ?? 0 });
  await alice.patch(`/api/chats/${uri}/members/bob/`, { role: 'owner' });
  await told(server, { event: 'owner_changed', user: bob.user.id, by, chat: id ?? 0 });
  await bob.delete(`/api/chats/${uri}/`);
  await told(server, { event: 'chat_deleted', by: bob.user.id, chat: id ?? 0, level: warn });

  const newPassword = { current_password: alice.password, new_password: 'harbour-violet-29' };
  const newName = { current_password: alice.password, new_username: 'alice' };
  await alice.post('/auth/users/set_username/', { ...newName, new_username: 'alicia' });
  await told(server, { event: 'username_changed', user: by, address });
  await alice.post('/auth/users/set_username/', newName);
  await alice.post('/auth/password/', newPassword);
  await told(server, { event: 'password_changed', user: by, address });
  await bob.post('/auth/token/destroy/', {});
  await told(server, { event: 'logged_out', user: bob.user.id, address });
  const made = await manage(server, 'staff', 'alice');
  expect(securityLines(made.stderr)).toMatchObject([{ event: 'staff_made', user: by, by: 'operator' }]);
  await alice.post('/api/broadcasts/', { message: 'a word to everybody' });
  await told(server, { event: 'broadcast_sent', by });
  await manage(server, 'staff', '--remove', 'alice');
  await alice.post('/auth/token/destroy/', { all: true });
  await told(server, { event: 'tokens_revoked', user: by, address });
  const back = (
    await nobody.post<LogIn>('/auth/jwt/create/', { username: 'alice', password: 'harbour-violet-29' })
  ).body;
  const goodbye = { current_password: 'harbour-violet-29' };
  await nobody.delete('/auth/me/', goodbye, { token: back.token });
  await told(server, { event: 'account_deleted', user: by, address });

  const output = server.output();
  expect(output).toContain('"route":"/api/chats/:uri/rotate/"');
  expect(output).toContain('"msg":"slow query"');
  for (const secret of [
    alice.password,
    'who-is-this',
    'a-guess',
    'violet-harbour',
    'harbour-violet',
    'a word to everybody',
    'a word to take back',
    'Robin',
    chat.uri,
    uri,
    alice.token,
    token,
    back.token,
  ])
    expect(output).not.toContain(secret);
});

test('a limit that is met is told once a minute for each route, and a key that was there is loaded', async () => {
  const secret = 'a secret that nobody is to read in a log';
  const server = await start({ RATE_LIMITS: 'on', SECRET_KEY: secret });
  await told(server, { event: 'key_loaded', from: 'SECRET_KEY', level: info });
  const nobody = anonymous(server);
  const guess = () => nobody.post('/auth/jwt/create/', { username: 'alice', password: 'wrong-guess' });
  await until(async () => (await guess()).status === 429, { what: 'too many guesses', deadlineMs: 20_000 });
  const route = 'POST /auth/jwt/create/';
  await told(server, { event: 'limit_met', route, address: '127.0.0.1', level: warn });
  for (let i = 0; i < 5; i += 1) expect((await guess()).status).toBe(429);
  await nobody.post('/auth/guests/', { nickname: 'Afterwards' });
  await told(server, { event: 'guest_entered' });
  expect(securityLines(server.output()).filter(({ event }) => event === 'limit_met')).toHaveLength(1);
  expect(server.output()).not.toContain(secret);
});
