import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type DatabaseKind } from '../support/database.ts';
import { startChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import { type Recorded, recordSpans } from '../support/span-recorder.ts';
import { until } from '../support/until.ts';

// What somebody sees who has registered an SDK: here one of the test's own, which keeps what it is told.

let recording: ReturnType<typeof recordSpans>;

beforeAll(() => {
  recording = recordSpans();
});

afterAll(() => recording.stop());

/** Of the only request that there was to it. Resolves when it has ended, which is after the answer. */
async function spanOf(method: string, route: string): Promise<Recorded> {
  const isIt = ({ name }: Recorded) => name === `${method} ${route}`;
  const found = await until(() => recording.spans.find(isIt), { what: 'the span has ended' });
  return found as Recorded;
}

const messages = '/api/chats/:uri/messages/';
const [traceId, spanId] = ['ab'.repeat(16), 'cd'.repeat(8)];
const ofSomebody = { traceparent: `00-${traceId}-${spanId}-01`, tracestate: 'zq=1', baggage: 'zq=2' };

test.for<{ kind: DatabaseKind; proxy: Record<string, string> }>([
  { kind: 'sqlite', proxy: { TRUST_PROXY: '1', PUBLIC_URL: 'https://chat.example' } },
  { kind: 'postgres', proxy: {} },
])('spans tell of requests, commits and statements on $kind', async ({ kind, proxy }) => {
  recording.spans.length = 0;
  const database = await createDatabase(kind);
  const server = await startTestServer({ ...database.settings, ...proxy });
  try {
    const [alice, bob] = [await signUp(server, 'zqalice'), await signUp(server, 'zqbob')];
    const chat = await startChat(alice, bob);
    const { headers } = await alice.post(chat.messages, { message: 'zqword' }, { headers: ofSomebody });
    const sent = await spanOf('POST', messages);
    // The trace of a trusted proxy goes on; what anybody else says is none.
    const isTrusted = 'TRUST_PROXY' in proxy;
    expect(sent.parentId).toBe(isTrusted ? spanId : null);
    expect(sent.traceId === traceId).toBe(isTrusted);
    expect(sent.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': messages,
      'http.response.status_code': 201,
      'holdline.request_id': headers.get('x-request-id'),
      'holdline.poll.held': false,
    });
    const commit = recording.spans.find(({ name, links }) => name === 'commit' && links.includes(sent.id));
    expect(commit).toMatchObject({ parentId: null, attributes: { 'holdline.commit.changes': 1 } });
    const statements = recording.spans.filter(({ parentId }) => parentId === commit?.id);
    const system = kind === 'sqlite' ? 'sqlite' : 'postgresql';
    expect(statements.length).toBeGreaterThan(2);
    expect(new Set(statements.map(({ attributes }) => attributes['db.system.name']))).toEqual(
      new Set([system]),
    );
    expect(statements.map(({ attributes }) => attributes['db.query.text']).join('\n')).toMatch(
      /insert into "?messages/,
    );

    await bob.get(`${chat.messages}?search=zqword`);
    const sought = await spanOf('GET', messages);
    expect(recording.spans.some(({ parentId }) => parentId === sought.id)).toBe(true);
    // Whole, as ids of requests are made by chance.
    for (const secret of ['zqalice', 'zqbob', 'zqword', chat.uri, alice.token])
      expect(JSON.stringify(recording.spans)).not.toContain(secret);
  } finally {
    await server.stop();
    await database.drop();
  }
});
