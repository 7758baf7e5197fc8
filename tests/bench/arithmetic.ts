import {
  type Asked,
  byInterval,
  byLongPolling,
  everyThreeSeconds,
  forEachPerson,
  hidden,
  hour,
  restingWhenIdle,
} from './hour.ts';
import { askEach, askOnce } from './load.ts';
import { etagIn, get, poll, post } from './request.ts';
import { settle } from './settle.ts';
import { markdown, number } from './table.ts';
import { onHoldline, type Target } from './target.ts';
import type { World } from './world.ts';

/** What one request costs, measured: request and response on the wire, and the SQL behind it. */
interface Cost {
  bytes: number;
  statements: number;
}

/** How often each is asked, to see a fraction of a statement too. */
const samples = 20;

/** A hundred people for an hour, by each way of asking for news: requests, bytes and SQL statements. */
export async function countAnHour(): Promise<string> {
  const size = { people: hour.people, perChat: hour.people, messages: 1000 };
  const cost = await onHoldline(size, measureCosts);
  const old = forEachPerson((startS) => byInterval(startS, everyThreeSeconds));
  const ladder = forEachPerson((startS, isHidden) => byInterval(startS, isHidden ? hidden : restingWhenIdle));
  const long = forEachPerson((startS) => byLongPolling(startS));
  const rows = [
    total('the whole page every 3 s', old, cost.page, cost.page),
    total('the whole page every 3 s, as gzip', old, cost.packedPage, cost.packedPage),
    total('the page every 3 s, with its ETag', old, cost.page, cost.unchangedPage),
    total('the page every 3 s, with its ETag, as gzip', old, cost.packedPage, cost.unchangedPage),
    total("this client's interval polling", ladder, cost.newsPoll, cost.idlePoll),
    total('long-polling, wait=25', long, cost.newsHold, cost.quietHold),
  ];
  return markdown(['', 'requests', 'MB', 'SQL statements'], rows);
}

async function measureCosts(target: Target, { residents }: World) {
  const [cursor] = await settle(target, residents);
  const [{ token, chatUri } = { token: '', chatUri: '' }] = residents;
  const as = { Authorization: `JWT ${token}` };
  const history = `/api/chats/${chatUri}/messages/`;
  const page = get(history, as);
  await askOnce(target.port, page, 200);
  const etag = etagIn(await askOnce(target.port, poll({ token, cursor }), 200));
  const quiet = {
    idlePoll: await costOf(target, 304, poll({ token, cursor, etag })),
    quietHold: await costOf(target, 200, poll({ token, cursor, wait: 1 })),
  };
  await askOnce(target.port, post(history, as, { message: 'The soup is ready, come over!' }), 201);
  const pageEtag = etagIn(await askOnce(target.port, page, 200));
  return {
    ...quiet,
    page: await costOf(target, 200, page),
    packedPage: await costOf(target, 200, get(history, { ...as, 'Accept-Encoding': 'gzip' })),
    unchangedPage: await costOf(target, 304, get(history, { ...as, 'If-None-Match': pageEtag })),
    newsPoll: await costOf(target, 200, poll({ token, cursor })),
    newsHold: await costOf(target, 200, poll({ token, cursor, wait: 25 })),
  };
}

async function costOf(target: Target, status: number, request: string): Promise<Cost> {
  const before = await target.probe();
  const answers = await askEach(target.port, Array(samples).fill(request), status);
  const after = await target.probe();
  return {
    bytes: Buffer.byteLength(request) + (answers[0]?.bytes ?? 0),
    statements: (after.statements - before.statements) / samples,
  };
}

function total(way: string, { news, quiet }: Asked, newsCost: Cost, quietCost: Cost): string[] {
  const of = (what: keyof Cost) => news * newsCost[what] + quiet * quietCost[what];
  return [way, number(news + quiet), number(of('bytes') / 1e6), number(of('statements'))];
}
