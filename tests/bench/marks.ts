import type { DatabaseKind } from '../support/database.ts';
import { medianPair, type Scale } from './compare.ts';
import { answersWithin, askEach, type Load } from './load.ts';
import { message } from './message.ts';
import { onPostgres } from './on-postgres.ts';
import { put, remove } from './request.ts';
import { atLeast, databaseNames, pairRow, type Row } from './table.ts';
import { onHoldline, type Target } from './target.ts';
import type { Resident } from './world.ts';

const people = 64;

/** What readers write, beside what is said: both are answered when they are on the disk. */
export async function measureMarks(scale: Scale): Promise<Row[]> {
  return [...(await measureOn('sqlite', scale)), ...(await onPostgres(() => measureOn('postgres', scale)))];
}

function measureOn(database: DatabaseKind, scale: Scale): Promise<Row[]> {
  // One more than there are readers: somebody has to talk.
  const size = { people: people + 1, perChat: people + 1, database };
  return onHoldline(size, async (target, { residents: [talker, ...readers] }) => {
    if (!talker) throw new Error('Nobody is there.');
    const sends = { requests: readers.map(message), status: 201 };
    const said = await askEach(target.port, sends.requests, sends.status);
    const ids = said.map(({ body }) => Number(JSON.parse(body.toString()).id));
    const reactions = (idOf: (reader: number) => number | undefined): Load => ({
      requests: readers.map((reader, i) => react(reader, idOf(i))),
      back: readers.map((reader, i) => takeBack(reader, idOf(i))),
      status: 200,
    });
    const measured = await inTurn(scale, target, {
      sends: { load: sends },
      // As it is: somebody says something, and then all of them have read it.
      marks: { load: { requests: readers.map(markAll), status: 200 }, beside: [message(talker)] },
      reactions: { load: reactions((i) => ids[i]) },
      together: { load: reactions(() => ids[0]) },
    });
    const rows = (what: string, of: keyof typeof measured, aim?: number) => [
      pairRow(
        `${what}, ${people} people, ${databaseNames[database]}, beside sends`,
        medianPair(measured[of].perSecond, measured.sends.perSecond),
        aim === undefined ? undefined : atLeast(aim),
      ),
      pairRow('  processor time each, µs', medianPair(measured[of].cpuUs, measured.sends.cpuUs)),
    ];
    return [
      ...rows('Read markers/s', 'marks', 1),
      ...rows('Reactions/s, to a message each', 'reactions', 0.5),
      ...rows('Reactions/s, all to one message', 'together'),
    ];
  });
}

interface Measured {
  perSecond: number[];
  /** Processor time of the server for one answer. */
  cpuUs: number[];
}

/** What is asked, and by others meanwhile, whose answers do not count. */
interface Asked {
  load: Load;
  beside?: readonly string[];
}

/** All of them on the same server, in turn. */
async function inTurn<Name extends string>(
  { rounds, roundMs, warmUpMs }: Scale,
  target: Target,
  asked: Record<Name, Asked>,
): Promise<Record<Name, Measured>> {
  const all = Object.entries(asked) as [Name, Asked][];
  const measured = {} as Record<Name, Measured>;
  for (const [name, each] of all) {
    measured[name] = { perSecond: [], cpuUs: [] };
    await answersOf(each, warmUpMs, target);
  }
  for (let i = 0; i < rounds; i += 1)
    for (const [name, each] of all) {
      const before = await target.probe();
      const answers = await answersOf(each, roundMs, target);
      const { cpuMs } = await target.probe();
      measured[name].perSecond.push((answers * 1000) / roundMs);
      measured[name].cpuUs.push(((cpuMs - before.cpuMs) * 1000) / answers);
    }
  return measured;
}

async function answersOf({ load, beside = [] }: Asked, ms: number, { port }: Target): Promise<number> {
  const [answers] = await Promise.all([
    answersWithin(ms, port, load),
    answersWithin(ms, port, { requests: beside, status: 201 }),
  ]);
  return answers;
}

function markAll({ token, chatUri }: Resident): string {
  const place = { message_id: Number.MAX_SAFE_INTEGER };
  return put(`/api/chats/${chatUri}/read/`, { Authorization: `JWT ${token}` }, place);
}

function react({ token, chatUri }: Resident, id: number | undefined): string {
  return put(reactionPath(chatUri, id), { Authorization: `JWT ${token}` }, {});
}

function takeBack({ token, chatUri }: Resident, id: number | undefined): string {
  return remove(reactionPath(chatUri, id), { Authorization: `JWT ${token}` });
}

function reactionPath(chatUri: string, id: number | undefined): string {
  return `/api/chats/${chatUri}/messages/${id}/reactions/${encodeURIComponent('🎂')}/`;
}
