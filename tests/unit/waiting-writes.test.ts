import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { ServiceUnavailable } from '../../api/http/errors.ts';
import { BoundedLoad } from '../../api/http/limits/bounded-load.ts';
import { WaitingLine } from '../../api/http/limits/waiting-line.ts';
import { Log } from '../../api/log/log.ts';
import { noReferences } from '../../api/log/references.ts';
import type { Outgoing } from '../../api/messages/sending/outgoing.ts';
import { createSender } from '../../api/messages/sending/send-message.ts';
import { Turns } from '../../api/process/turns.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { insertUsersAndChats, note } from '../support/event-node.ts';
import { movableClock } from '../support/movable-clock.ts';

// What waits to be written is bounded. Beyond, one is told to come back: nothing of it is written, and nothing else is lost.

let database: TestDatabase;
let db: Database;
let log: Log;
const clock = movableClock();

beforeEach(async () => {
  database = await createDatabase('sqlite');
  db = openDatabase({ databaseUrl: null, dataDir: database.settings.DATA_DIR ?? '' });
  await db.migrate();
  const line = new WaitingLine({ atOnce: 1, maxWaiting: 2 });
  log = await Log.open({ db, clock, bus: new LocalBus().join(), references: noReferences, line });
  const node = { db, log, heard: [], close: async () => {} };
  await insertUsersAndChats(node, 2, 1);
  await db.transaction((trx) =>
    trx('members').insert({ chat_id: 1, user_id: 1, role: 'member', joined_at: 0 }),
  );
});

afterEach(async () => {
  await db.close();
  await database.drop();
});

/** A change that commits when it is told to. */
function slowWrite(name: string): { written: Promise<unknown>; commit: () => void } {
  let commit = () => {};
  const told = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const written = log.write(async (_trx, append) => {
    await told;
    await append([note(name)]);
  });
  return { written, commit };
}

const names = async () =>
  (await db.read('events').orderBy('id').pluck('data')).map((data) => JSON.parse(data));

test('a change beyond the line is refused with a 503 and never happens; those in the line all do, in order', async () => {
  const first = slowWrite('first');
  const others = ['second', 'third'].map((name) => log.write((_trx, append) => append([note(name)])));
  await expect(log.write((_trx, append) => append([note('fourth')]))).rejects.toThrow(ServiceUnavailable);
  first.commit();
  await Promise.all([first.written, ...others]);
  expect(await names()).toEqual([{ name: 'first' }, { name: 'second' }, { name: 'third' }]);
  // And there is room again.
  await log.write((_trx, append) => append([note('fifth')]));
  expect(await names()).toHaveLength(4);
});

describe('sends', () => {
  const message = (text: string, clientKey: string): Outgoing => ({
    chatId: 1,
    authorId: 1,
    toId: null,
    replyToId: null,
    text,
    polarity: 0,
    clientKey,
    images: [],
  });

  test.for([
    ['by their number', { items: 5, bytes: 1e9 }, 5],
    ['by their bytes', { items: 1e9, bytes: 100 }, 5],
  ] as const)('that wait for a commit are bounded %s', async ([, most, fits]) => {
    const send = createSender({ db, log, clock }, new Turns(), most);
    const blocking = slowWrite('blocking');
    const attempts = Array.from({ length: 20 }, (_, i) => send(message('x'.repeat(10), `key-${i}`)));
    const settled = Promise.allSettled(attempts);
    blocking.commit();
    const outcomes = await settled;
    const sent = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(sent).toHaveLength(fits);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ServiceUnavailable);
    // Nobody was told a lie: just as many are there, and who was refused may send the same again.
    expect(await db.read('messages').pluck('client_key')).toHaveLength(fits);
    expect(await send(message('x'.repeat(10), 'key-19'))).toMatchObject({ outcome: 'created' });
  });
});

test('a load is given back whatever comes of the work', async () => {
  const load = new BoundedLoad({ items: 1, bytes: 10 });
  await expect(load.carry(11, async () => 'never')).rejects.toThrow(ServiceUnavailable);
  await expect(
    load.carry(10, async () => {
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
  expect(await load.carry(10, async () => 'done')).toBe('done');
});
