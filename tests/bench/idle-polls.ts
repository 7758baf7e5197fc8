import { compareThroughput, type Scale } from './compare.ts';
import { askOnce, type Load } from './load.ts';
import { etagIn, poll, post } from './request.ts';
import { settle } from './settle.ts';
import { atLeast, countRow, number, pairRow, type Row } from './table.ts';
import { onBare, onHoldline, type Target } from './target.ts';
import type { Resident } from './world.ts';

const people = 50;

/** The most frequent request of all: "anything new?", and nothing is. */
export function measureIdlePolls(scale: Scale): Promise<Row[]> {
  return onHoldline({ people: 2 * people, perChat: people }, async (target, { residents }) => {
    const readers = residents.slice(0, people);
    const strangers = residents.slice(people);
    const cursors = await settle(target, readers);
    const polls = readers.map(({ token }, i) => ({ token, cursor: cursors[i] }));
    const quiet = { status: 200, requests: polls.map(poll) };
    const answer = await askOnce(target.port, quiet.requests[0], 200);
    if (!answer.body.includes('"events":[]')) throw new Error(`Not quiet: ${answer.body}`);
    const etag = etagIn(answer);
    const unchanged = { status: 304, requests: polls.map((each) => poll({ ...each, etag })) };

    const rows = await measure(scale, target, { what: '304', load: unchanged });
    rows.push(...(await measure(scale, target, { what: 'no-news JSON', load: quiet })));
    // From now on the log has moved on, though not for these readers, whose cursors stay behind it.
    for (const stranger of strangers) await askOnce(target.port, hello(stranger), 201);
    rows.push(...(await measure(scale, target, { what: '304 after talk elsewhere', load: unchanged })));
    return rows;
  });
}

function hello({ token, chatUri }: Resident): string {
  return post(`/api/chats/${chatUri}/messages/`, { Authorization: `JWT ${token}` }, { message: 'Hello!' });
}

async function measure(
  scale: Scale,
  target: Target,
  { what, load }: { what: string; load: Load },
): Promise<Row[]> {
  const like = await askOnce(target.port, load.requests[0], load.status);
  return onBare(like, { holdsGets: false }, async (bare) => {
    const measured = await compareThroughput(scale, { target, load }, { target: bare, load });
    const { perSecond, cpuUs, statements, answers } = measured;
    return [
      pairRow(`Idle polls/s, ${what}`, perSecond, atLeast(0.75)),
      pairRow('  processor time each, µs', cpuUs),
      countRow(`  SQL statements in ${number(answers)}`, statements, statements === 0 ? '0 met' : '0 MISSED'),
    ];
  });
}
