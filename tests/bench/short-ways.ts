import { compareThroughput, type Scale } from './compare.ts';
import { askEach, askOnce, type Load } from './load.ts';
import { message } from './message.ts';
import { etagIn, get } from './request.ts';
import { settle } from './settle.ts';
import { atLeast, atMost, pairRow, type Row } from './table.ts';
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
      ...(await measure(scale, target, 'Idle polls/s behind a proxy', polls(quiet), { aim: 0.7 })),
      ...(await measure(scale, target, '  the long way', polls({ ...quiet, ...longWay }))),
    ];

    await askEach(target.port, residents.slice(0, 1).map(message), 201);
    const known = { 'If-None-Match': etagIn(await askOnce(target.port, get(chat, from(0)), 200)) };
    const pages = (headers: Record<string, string>) =>
      residents.map((_, i) => get(chat, { ...from(i), ...known, ...headers }));
    // The tag names what each of them sees; without whispers it is the same, and known once each has asked.
    for (const page of pages({})) await askOnce(target.port, page, 304);
    rows.push(...(await measure(scale, target, 'History polls/s by ETag', pages({}), { aim: 0.6 })));
    rows.push(...(await measure(scale, target, '  the long way', pages(longWay))));

    // Two of each person: as many as a page has when nobody says otherwise.
    await askEach(target.port, [...residents, ...residents].map(message), 201);
    const whole = (headers: Record<string, string>) =>
      residents.map((_, i) => get(chat, { ...from(i), ...headers }));
    rows.push(
      ...(await measure(scale, target, 'Whole history pages/s', whole({}), { status: 200, cpuAim: 3 })),
    );
    rows.push(...(await measure(scale, target, '  the long way', whole(longWay), { status: 200 })));
    return rows;
  });
}

async function measure(
  scale: Scale,
  target: Target,
  what: string,
  requests: string[],
  { status = 304, aim, cpuAim }: { status?: number; aim?: number; cpuAim?: number } = {},
): Promise<Row[]> {
  const load: Load = { status, requests };
  const like = await askOnce(target.port, requests[0], load.status);
  return onBare(like, { holdsGets: false }, async (bare) => {
    const measured = await compareThroughput(scale, { target, load }, { target: bare, load });
    return [
      pairRow(what, measured.perSecond, aim === undefined ? undefined : atLeast(aim)),
      pairRow('  processor time each, µs', measured.cpuUs, cpuAim === undefined ? undefined : atMost(cpuAim)),
    ];
  });
}
