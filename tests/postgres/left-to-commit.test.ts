import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeHead } from '../../api/log/head.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type EventNode, insertUsersAndChats, note, openEventNode } from '../support/event-node.ts';

// What is written often is not waited for before the commit is: it fails all the same, and of its own reason.

describe.for(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  let database: TestDatabase;
  let node: EventNode;

  beforeEach(async () => {
    database = await createDatabase(kind);
    node = await openEventNode(database);
    await insertUsersAndChats(node, 1, 0);
  });

  afterEach(async () => {
    await node.close();
    await database.drop();
  });

  const writeNote = (name: string) =>
    node.log.write(async (_trx, append) => (await append([note(name)]))[0]?.id);

  /** Adds a user with this id and leaves the rest to the commit: 1 is there already, and the database refuses it. */
  const leaveUser = () =>
    node.log.gather(async (trx, append, ids: readonly number[], later) => {
      const rows = ids.map((id) => ({
        id,
        username: `n${id}`,
        display_name: `n${id}`,
        avatar: 1,
        created_at: 0,
      }));
      later(Promise.resolve(trx('users').insert(rows)));
      await append([note('with a user')]);
      return ids;
    });

  const isTaken = { code: kind === 'sqlite' ? 'SQLITE_CONSTRAINT' : '23505' };
  const userIds = () => node.db.read('users').orderBy('id').pluck('id');
  const eventIds = () => node.db.read('events').orderBy('id').pluck('id');

  test('what is left to the commit is there when it is answered', async () => {
    expect(await leaveUser()(2)).toBe(2);
    expect(await userIds()).toEqual([1, 2]);
    expect(node.heard).toEqual([1]);
  });

  test('alone: what fails there fails its change, and nothing of it is there', async () => {
    await expect(leaveUser()(1)).rejects.toMatchObject(isTaken);
    expect(await eventIds()).toEqual([]);
    expect(await writeNote('next')).toBe(1);
    expect(node.heard).toEqual([1]);
  });

  test('among others: what fails there fails its change and touches no other', async () => {
    const first = writeNote('first');
    const results = Promise.allSettled([
      writeNote('before'),
      leaveUser()(1),
      leaveUser()(2),
      writeNote('behind'),
    ]);
    await first;
    expect(await results).toMatchObject([{ value: 2 }, { reason: isTaken }, { value: 2 }, { value: 4 }]);
    expect(await userIds()).toEqual([1, 2]);
    expect(await eventIds()).toEqual([1, 2, 3, 4]);
    expect(node.heard).toEqual([1, 2, 3, 4]);
  });

  test('who goes on after it failed is told that, and not what came of it', async () => {
    const goOn = node.log.gather(async (trx, _append, ids: readonly number[], later) => {
      later(
        Promise.resolve(
          trx('users').insert({ id: 1, username: 'a', display_name: 'a', avatar: 1, created_at: 0 }),
        ),
      );
      await trx('users').count();
      throw new Error(`Never for ${ids}.`);
    });
    await expect(goOn(0)).rejects.toMatchObject(isTaken);
    expect(await writeNote('next')).toBe(1);
  });

  test('a transaction that has ended takes no more, and one that failed leaves nothing', async () => {
    const ask = (trx: Knex.Transaction) => [trx('users').pluck('id'), takeHead(trx)];
    let ended: Knex.Transaction | undefined;
    await node.db.transaction(async (trx) => {
      ended = trx;
    });
    const refused = await Promise.allSettled(ask(ended as Knex.Transaction));
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const failing = node.db.transaction(async (trx) => {
      await trx('users').delete();
      throw new Error('Not so.');
    });
    await expect(failing).rejects.toThrow('Not so.');
    expect(await userIds()).toEqual([1]);
  });
});
