import { inTurn, type Scale } from './compare.ts';
import { answersWithin, askOnce, type Load } from './load.ts';
import { cursorAt, etagIn, get, poll, post } from './request.ts';
import { settle } from './settle.ts';
import { atMost, number, pairRow, type Row } from './table.ts';
import { onHoldline, type Target } from './target.ts';
import type { Resident, World } from './world.ts';

const people = 32;
const fewMessages = 1000;
/** Sends come last: they make the small database larger. */
const kinds = ['Idle poll', 'History page', 'Poll after a long absence', 'List of chats', 'Send'] as const;

interface Stage {
  target: Target;
  loads: Record<(typeof kinds)[number], Load>;
}

/** Whether what people do all the time gets dearer with the years: the same server on a large and on a small database. */
export function measureGrowth(scale: Scale): Promise<Row[]> {
  const sized = (messages: number) => ({ people, perChat: people, messages });
  return onHoldline(sized(scale.manyMessages), async (target, world) => {
    const many = { target, loads: await loadsOf(target, world, scale.manyMessages) };
    return onHoldline(sized(fewMessages), async (smallTarget, smallWorld) => {
      const few = { target: smallTarget, loads: await loadsOf(smallTarget, smallWorld, fewMessages) };
      return compare(scale, many, few);
    });
  });
}

async function compare(scale: Scale, many: Stage, few: Stage): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kind of kinds) {
    const msEach = async ({ target, loads }: Stage, ms = scale.roundMs) =>
      ms / (await answersWithin(ms, target.port, loads[kind]));
    for (const stage of [many, few]) await msEach(stage, scale.warmUpMs);
    const pair = await inTurn(
      scale.rounds,
      () => msEach(many),
      () => msEach(few),
    );
    const sizes = `${number(scale.manyMessages)} messages, beside ${number(fewMessages)}`;
    rows.push(pairRow(`${kind} at ${sizes}: ms`, pair, atMost(1.2)));
  }
  return rows;
}

async function loadsOf(target: Target, { residents }: World, messages: number): Promise<Stage['loads']> {
  const cursors = await settle(target, residents);
  const quiet = await askOnce(target.port, poll({ token: residents[0]?.token, cursor: cursors[0] }), 200);
  const load = (status: number, request: (resident: Resident, cursor: string) => string): Load => ({
    status,
    requests: residents.map((resident, i) => request(resident, cursors[i] ?? '')),
  });
  const history = ({ chatUri }: Resident) => `/api/chats/${chatUri}/messages/`;
  const as = ({ token }: Resident) => ({ Authorization: `JWT ${token}` });
  return {
    'Idle poll': load(304, ({ token }, cursor) => poll({ token, cursor, etag: etagIn(quiet) })),
    'History page': load(200, (who) => get(history(who), as(who))),
    'Poll after a long absence': load(200, ({ token }, cursor) =>
      poll({ token, cursor: cursorAt(messages / 2, cursor) }),
    ),
    'List of chats': load(200, (who) => get('/api/chats/', as(who))),
    Send: load(201, (who) => post(history(who), as(who), { message: 'See you at six!' })),
  };
}
