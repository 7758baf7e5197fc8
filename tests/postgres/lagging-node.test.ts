import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, openEventNode } from '../support/event-node.ts';
import { arranged, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Answer {
  cursor: string;
  events: { data: unknown }[];
}

let database: TestDatabase;
let server: TestServer;
/** Writes to the server's log and tells nobody. */
let silent: EventNode;
let alice: Person;

beforeEach(async () => {
  database = await createDatabase('postgres');
  server = await startTestServer(database.settings);
  silent = await openEventNode(database);
  alice = await signUp(server, 'alice');
});

afterEach(async () => {
  await silent.close();
  await server.stop();
  await database.drop();
});

async function poll(query: string): Promise<Answer> {
  return (await alice.get<Answer>(`/api/events/${query}`)).body;
}

async function writeSilently(data: string): Promise<void> {
  const event = { type: 'user.updated', scope: { userId: alice.user.id }, chatUri: null, data } as const;
  await silent.log.write((_trx, append) => append([event]));
}

describe('a node that did not hear of what another wrote', () => {
  test('brings it to a held poll within about a second', async () => {
    const { cursor } = await poll('');
    const startedAt = performance.now();
    const held = poll(`?cursor=${cursor}&wait=20`);
    await writeSilently('unannounced');
    expect((await held).events).toMatchObject([{ data: 'unannounced' }]);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test('reads on when a cursor comes from further ahead, and repeats nothing', async () => {
    await poll('');
    await writeSilently('read elsewhere');
    const ahead = silent.log.cursorAt(silent.log.head);
    const first = await poll(`?cursor=${ahead}`);
    expect(first.events).toEqual([]);
    const second = await poll(`?cursor=${first.cursor}&wait=2`);
    expect(second.events).toEqual([]);
    await writeSilently('new');
    expect((await poll(`?cursor=${second.cursor}&wait=20`)).events).toMatchObject([{ data: 'new' }]);
  });

  test('gives a page of history as it is by now, and to nobody who was taken out meanwhile', async () => {
    const bob = await signUp(server, 'bob');
    const chat = await startChat(alice, bob);
    const { id } = arranged(
      await alice.post<{ id: number }>(chat.messages, { message: 'the safe is open' }),
      201,
    );
    const told = async (reader: Person) => {
      const { status, text } = await reader.get(chat.messages);
      return `${status} ${text}`;
    };
    for (const reader of [alice, bob]) expect(await told(reader)).toContain('the safe is open');
    const { id: chatId } = (await alice.get<{ id: number }>(chat.path)).body;
    const inChat = { scope: { chatId }, chatUri: chat.uri };
    await silent.log.write(async (trx, append) => {
      await trx('messages').where({ id }).update({ text: null });
      await append([{ ...inChat, type: 'message.deleted', messageId: id, data: { id } }]);
    });
    expect(await told(alice)).toMatch(/^200 .*"deleted":true/);
    await silent.log.write(async (trx, append) => {
      await trx('members').where({ chat_id: chatId, user_id: bob.user.id }).delete();
      await append([{ ...inChat, type: 'member.left', data: { id: bob.user.id } }]);
    });
    expect(await told(bob)).toMatch(/^403 /);
    expect(await told(alice)).toMatch(/^200 /);
  });
});
