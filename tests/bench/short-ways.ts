import { compareThroughput, type Scale } from './compare.ts';
import { askOnce, type Load } from './load.ts';
import { etagIn, get, post } from './request.ts';
import { settle } from './settle.ts';
import { atLeast, pairRow, type Row } from './table.ts';
import { onBare, onHoldline, type Target } from './target.ts';

const people = 50;

/** With any wish a request goes the long way, which gives the same answer. */
const longWay = { Prefer: 'handling=lenient' };

/** What most clients ask most of the time, as most servers run: behind a proxy. */
export function measureShortWays(scale: Scale): Promise<Row[]> {
  const size = { people, perChat: people, settings: { TRUST_PROXY: '1' } };
  return onHoldline(size, async (target, { residents }) => {
    const cursors = await settle(target, residents);
    const from = (i: number) => ({
      Authorization: `JWT ${residents[i]?.token}`,
      'X-Forwarded-For': `198.51.100.${i}`,
    });
    const chat = `/api/chats/${residents[0]?.chatUri}/messages/`;
    const polls = (headers: Record<string, string>) =>
      residents.map((_, i) => get(`/api/events/?cursor=${cursors[i]}`, { ...from(i), ...headers }));
    const quiet = { 'If-None-Match': 'W/"quiet-long"' };
    const rows = [
      ...(await measure(scale, target, 'Idle polls/s behind a proxy', polls(quiet))),
      ...(await measure(scale, target, '  the long way', polls({ ...quiet, ...longWay }))),
    ];

    await askOnce(target.port, post(chat, from(0), { message: 'Hello!' }), 201);
    const known = { 'If-None-Match': etagIn(await askOnce(target.port, get(chat, from(0)), 200)) };
    const pages = (headers: Record<string, string>) =>
      residents.map((_, i) => get(chat, { ...from(i), ...known, ...headers }));
    // The tag names what each of them sees; without whispers it is the same, and known once each has asked.
    for (const page of pages({})) await askOnce(target.port, page, 304);
    rows.push(...(await measure(scale, target, 'History polls/s by ETag', pages({}), 0.6)));
    rows.push(...(await measure(scale, target, '  the long way', pages(longWay))));
    return rows;
  });
}

async function measure(
  scale: Scale,
  target: Target,
  what: string,
  requests: string[],
  aim = what.startsWith(' ') ? null : 0.7,
): Promise<Row[]> {
  const load: Load = { status: 304, requests };
  const like = await askOnce(target.port, requests[0], load.status);
  return onBare(like, { holdsGets: false }, async (bare) => {
    const measured = await compareThroughput(scale, { target, load }, { target: bare, load });
    return [
      pairRow(what, measured.perSecond, aim === null ? undefined : atLeast(aim)),
      pairRow('  processor time each, µs', measured.cpuUs),
    ];
  });
}
