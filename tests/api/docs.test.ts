import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { codeOfDocs } from '../support/docs-page.ts';
import { makeStaff } from '../support/manage.ts';
import { startChat } from '../support/people.ts';
import { anonymous, type Person, signUp } from '../support/person.ts';
import { picture } from '../support/pictures.ts';
import { runExample } from '../support/readme.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import type { History } from './wire.ts';

// What /api/docs/ shows is run as somebody would paste it, all of it by one shell.

/** Eighty processes one after the other: three seconds, and ten where the machine has much else to do. */
const patienceMs = 60_000;

const metricsToken = 'figures-of-one-node';
let server: TestServer;
let code: Map<string, string>;
let bob: Person;

beforeAll(async () => {
  server = await startTestServer({ METRICS_TOKEN: metricsToken });
  bob = await signUp(server, 'bob');
  code = await codeOfDocs(server);
});

afterAll(() => server?.stop());

interface Schema {
  paths: Record<string, Record<string, { operationId: string; responses: object }>>;
}

/**
 * Each call's name, with the statuses by which it says that all went well. What goes by e-mail takes a link out of one: here, where none is
 * sent, it says just that, and tests/api/email opens the links.
 */
async function callsInSchema(): Promise<Map<string, string[]>> {
  const { body } = await anonymous(server).get<Schema>('/api/schema/');
  const operations = Object.values(body.paths).flatMap((item) => Object.values(item));
  return new Map(
    operations.map(({ operationId, responses }) => {
      const statuses = Object.keys(responses);
      const isByMail = statuses.includes('501');
      return [operationId, isByMail ? ['501'] : statuses.filter((status) => Number(status) < 400)];
    }),
  );
}

/** `call NAME curl ...` writes the status of what the page shows; `take` keeps what the last answer named. */
const tools = String.raw`
H=http://localhost:8000
cd "$(mktemp -d)"; trap 'rm -r "$PWD"' EXIT
call() { local name=$1; shift 2; : >answer; curl -sS -o answer -w "$name %{http_code}\n" "$@"; { ANSWER=$(<answer); } 2>/dev/null; }
take() { [[ $ANSWER =~ \"$2\":\"?([^\",}]+) ]] && printf -v "$1" %s "$${'{'}BASH_REMATCH[1]}"; }
login() { ANSWER=$(curl -s "$H/auth/jwt/create/" -d username=alice -d password=sky-blue-42); take TOKEN token; }
`;

/** An order in which each call finds what it asks for. What is no call's name is for the shell. */
const walk = [
  // The chapters.
  ...['walk-start', 'walk-read', 'walk-log-in', 'walk-say', 'walk-image', 'echo', 'walk-unchanged'],
  // Alice comes.
  ...['postAuthGuests', 'take GUEST token', 'postAuthUsers', 'postAuthJwtCreate', 'take TOKEN token'],
  ...['postAuthTokenCreate', 'postAuthTokenLogin', 'postAuthJwtVerify', 'postAuthJwtRefresh'],
  ...['getAuthMe', 'getAuthUsersMe', 'patchAuthMe', 'patchAuthUsersMe', 'putAuthUsersMe'],
  // A chat, and what is said in it. Polls find something, so none is held.
  ...['postChats', 'take CHAT uri', 'getChatsUriMessages', 'take CURSOR cursor', 'patchChatsUri'],
  ...['getChatsUriEvents', 'getEvents', 'getChatsUri', 'getChats', 'getChatsPublic'],
  ...['postChatsUriMessages', 'take ID id', 'getMessages', 'patchChatsUriMessagesId', 'putChatsUriRead'],
  ...['putChatsUriNotify', 'putChatsUriArchived', 'putChatsUriUnread'],
  // Bob says something that Alice reports, and staff look at it.
  'curl -s -o answer -X PATCH "$H/api/chats/$CHAT/" -H "Authorization: JWT $BOB"',
  'MINE=$ID; ANSWER=$(curl -s "$H/api/chats/$CHAT/messages/" -H "Authorization: JWT $BOB" -d message=Buy)',
  ...['take ID id', 'postChatsUriMessagesIdReport', 'getReports', 'OWN=$TOKEN TOKEN=$STAFF'],
  ...['getStaffReports', 'take ID id', 'patchStaffReportsId', 'TOKEN=$OWN ID=$MINE'],
  ...['putChatsUriMessagesIdReactionsEmoji', 'deleteChatsUriMessagesIdReactionsEmoji'],
  ...['putChatsUriMessagesIdPin', 'getChatsUriPins', 'deleteChatsUriMessagesIdPin'],
  'getChatsUriMessagesIdSeen',
  ...['postChatsUriTyping', 'getChatsUriMood', 'getChatsUriExport'],
  'ANSWER=$(curl -s "$H/api/chats/$CHAT/messages/" -H "Authorization: JWT $TOKEN" -F image=@view.png)',
  ...['take IMAGE url', 'IMAGE=$(basename "$IMAGE")', 'getImagesName', 'getImagesNameThumbnail'],
  // A bot of hers, and another.
  ...['walk-hook', 'walk-hook-json', 'walk-hook-read', 'echo', 'walk-hook-tell', 'echo'],
  ...['postChatsUriBots', 'take ID id', 'getChatsUriBots', 'patchChatsUriBotsId', 'postChatsUriBotsIdKey'],
  ...['take KEY key', 'postHooksKey'],
  ...['putChatsUriBotsIdHook', 'getChatsUriBotsIdHook', 'postChatsUriBotsIdHookSecret'],
  ...['postChatsUriBotsIdHookResume', 'getChatsUriBotsIdHookAttempts', 'deleteChatsUriBotsIdHook'],
  ...['deleteChatsUriBotsId', 'ID=$MINE'],
  // Who is in it.
  ...[
    'getChatsUriMembers',
    'getChatsUriMoves',
    'patchChatsUriMembersUsername',
    'postChatsUriInvites',
    'take CODE code',
  ],
  ...['getChatsUriInvites', 'getInvitesCode', 'postInvitesCodeAccept', 'deleteChatsUriInvitesCode'],
  ...['deleteChatsUriMembersUsername', 'getChatsUriBans'],
  'curl -s -X DELETE "$H/api/chats/$CHAT/members/bob/?ban=1" -H "Authorization: JWT $TOKEN"',
  ...['deleteChatsUriBansUsername', 'getUsers', 'postDirects'],
  ...['getPush', 'putPush', 'deletePush'],
  ...['putBlocksUsername', 'getBlocks', 'deleteBlocksUsername'],
  ...['deleteChatsUriMessagesId', 'postChatsUriRotate', 'take CHAT uri', 'deleteChatsUri'],
  ...['OWN=$TOKEN TOKEN=$STAFF', 'postBroadcasts', 'getBroadcasts', 'take ID id'],
  ...['putBroadcastsIdSeen', 'getStaffBroadcasts', 'getStaffBroadcastsIdSeen'],
  ...['getStaffPeople', 'putStaffPeopleUsernameStaff', 'deleteStaffPeopleUsernameStaff'],
  ...['patchStaffPeopleUsername', 'postStaffPeopleUsernameLogOut', 'deleteStaffPeopleUsername'],
  'ANSWER=$(curl -s -X POST "$H/api/chats/" -H "Authorization: JWT $TOKEN")',
  ...['take ID id', 'getStaffSessions', 'deleteStaffSessionsId', 'TOKEN=$OWN'],
  // She goes, comes back by other names of the same calls, and goes again.
  ...['postAuthPassword'],
  'curl -s "$H/auth/password/" -H "Authorization: JWT $TOKEN" -d current_password=sea-green-43 -d new_password=sky-blue-42',
  ...['postAuthTokenDestroy', 'login', 'postAuthTokenLogout', 'login', 'postAuthUsersSetUsername'],
  ...['deleteAuthMe', 'TOKEN=$GUEST', 'postAuthGuestsUpgrade', 'login', 'deleteAuthUsersMe'],
  ...['postAuthUsersCreate', 'login', 'postAuthUsersSetPassword'],
  ...['postAuthUsersActivation', 'postAuthUsersResendActivation', 'postAuthUsersResetPassword'],
  ...['postAuthUsersResetPasswordConfirm', 'postAuthUsersResetUsername', 'postAuthUsersResetUsernameConfirm'],
  ...['getHealthz', 'getReadyz', 'getMetrics', 'getSchema', 'getDocs'],
];

test('every call has a line for curl that does what the schema says, and the chapters do what they say', {
  timeout: patienceMs,
}, async () => {
  const calls = await callsInSchema();
  expect(walk.filter((step) => calls.has(step)).toSorted()).toEqual([...calls.keys()].toSorted());
  const staff = await signUp(server, 'sam', { password: 'sky-blue-42' });
  await makeStaff(server, 'sam');
  const view = (await picture('png')).toString('base64');
  const known = [
    `METRICS_TOKEN=${metricsToken} STAFF=${staff.token} BOB=${bob.token}`,
    `base64 -d <<<${view} >view.png`,
  ];
  const script = [tools, ...known, ...walk.map(commandOf)].join('\n');
  const printed = await runExample(script, server.url, patienceMs);

  const statuses = [...printed.matchAll(/^(\w+) (\d{3})$/gm)].map(([, name = '', status = '']) => ({
    name,
    status,
  }));
  const wrong = statuses.filter(({ name, status }) => !calls.get(name)?.includes(status));
  expect(wrong, printed).toEqual([]);
  expect(statuses).toHaveLength(calls.size);
  expect(printed).toMatch(new RegExp(`^${server.url}/chats/\\w{22}/$`, 'm'));
  expect(printed).toContain('50 % of this & that');
  expect(printed).toContain('Build 513 (https://ci.example/513)');
  expect(printed).toMatch(/^304$/m);
});

function commandOf(step: string): string {
  const line = code.get(`curl-${step}`);
  if (line !== undefined) return `call ${step} ${line}`;
  return code.get(step) ?? step;
}

test('the page may run what is in it and load nothing, and is sent once to who keeps it, as br to who takes that', async () => {
  const ask = (headers: Record<string, string>) => anonymous(server).get('/api/docs', { headers });
  const [plain, packed] = await Promise.all([ask({}), ask({ 'accept-encoding': 'br, gzip' })]);
  const policy = plain.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; /);
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(plain.text).not.toMatch(/<(link|script|img|iframe)[^>]+(href|src)="(?!data:)/);
  expect(plain.headers.get('cache-control')).toBe('no-cache');
  expect(packed.headers.get('content-encoding')).toBe('br');
  expect(packed.text).toBe(plain.text);
  expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 5);
  const tags = [plain, packed].map(({ headers }) => headers.get('etag') ?? '');
  expect(tags[0]).toMatch(/^"[\w-]{22}"$/);
  expect(tags[1]).not.toBe(tags[0]);
  expect((await ask({ 'if-none-match': tags[0] ?? '' })).status).toBe(304);
});

test('every link within the page leads somewhere, and each place is there once', async () => {
  const { text } = await anonymous(server).get('/api/docs/');
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, id = '']) => id);
  const ids = all(/ id="([^"]+)"/g);
  const links = new Set(all(/ href="#([^"]*)"/g));
  expect(links.size).toBeGreaterThan(80);
  expect([...links].filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
});

test('both calls for events are shown with their streams, each with how it begins', async () => {
  const { text } = await anonymous(server).get('/api/docs/');
  for (const type of ['text/event-stream', 'application/x-ndjson'])
    expect(text.split(`aria-label="How ${type} begins"`), type).toHaveLength(3);
});

test('the stream of a chat that the page shows for curl says what is said', async () => {
  const bea = await signUp(server, 'bea');
  const chat = await startChat(bea);
  const env = { ...process.env, H: server.url, TOKEN: bea.token, CHAT: chat.uri };
  const line = spawn('bash', ['-c', code.get('stream') ?? ''], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  line.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const say = async () => {
    await bea.post(chat.messages, { message: 'Piece by piece' });
    return printed;
  };
  expect(await until(say, { what: 'a line of the stream' })).toContain('"message":"Piece by piece');
  // Which ends the stream, and so the line.
  await bea.delete(chat.path);
  await once(line, 'close');
});

/** A process of its own, for `npm run test:soak`: what the bot asks is asked by the lines above. */
const isWhole = process.env.HOLDLINE_TEST_WHOLE === 'on';

test.runIf(isWhole)('the bot of the page answers ping, and says nothing else', async () => {
  const alice = await signUp(server, 'alba');
  const ben = await signUp(server, 'ben');
  const chat = await startChat(alice);
  const program = code.get('walk-bot')?.replace('http://localhost:8000', server.url) ?? '';
  const env = { PATH: process.env.PATH, TOKEN: ben.token, CHAT: chat.uri };
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env, stdio: 'inherit' });
  onTestFinished(() => void child.kill());
  const said = async () => {
    const { body } = await alice.get<History>(chat.messages);
    return body.messages.map(({ message, user }) => `${user.username}: ${message}`);
  };
  // It begins to listen where it has joined, and asks for its cursor after that.
  await until(
    async () => {
      await alice.post(chat.messages, { message: 'ping' });
      return (await said()).includes('ben: pong');
    },
    { what: 'an answer to ping' },
  );
  expect((await said()).filter((line) => line.startsWith('ben') && line !== 'ben: pong')).toEqual([]);
});
