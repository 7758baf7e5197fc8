import { medianPair, type Scale } from './compare.ts';
import { openConnections } from './connection.ts';
import { askEach } from './load.ts';
import { poll, post } from './request.ts';
import { settle, sleep } from './settle.ts';
import { openStreams, streamRequest } from './stream-connection.ts';
import { atMost, number, pairRow, type Row } from './table.ts';
import { onBare, onHoldline, type Probe, type Target } from './target.ts';

/** More than any measurement takes; the server holds 55 s at most. */
const waitS = 55;
/** For the last of the polls to be parked before anyone looks at the memory. */
const parkingMs = 1000;
/** V8 gives the pages that a collection emptied back to the system a moment later. */
const returningMs = 500;
const perChat = 50;

type Memory = Pick<Probe, 'rssBytes' | 'heapBytes'>;

/** What one more waiting person costs in memory, beside a response that is merely kept open. */
export async function measureHeldPolls({ heldPolls, heldRounds }: Scale): Promise<Row[]> {
  const ours: Memory[] = [];
  const beside: Memory[] = [];
  const streams: Memory[] = [];
  for (let i = 0; i < heldRounds; i += 1) {
    // New processes each time: what earlier polls left in the heap would serve the later ones.
    ours.push(await oursPerPoll(heldPolls));
    streams.push(await oursPerStream(heldPolls));
    beside.push(await barePerPoll(heldPolls));
  }
  const kib = (what: keyof Memory) =>
    medianPair(
      ours.map((memory) => memory[what] / 1024),
      beside.map((memory) => memory[what] / 1024),
    );
  const kibOfStreams = medianPair(
    streams.map(({ rssBytes }) => rssBytes / 1024),
    ours.map(({ rssBytes }) => rssBytes / 1024),
  );
  return [
    pairRow(`Memory of each of ${number(heldPolls)} streams, beside held polls, KiB`, kibOfStreams),
    pairRow(`Memory of each of ${number(heldPolls)} held polls, KiB`, kib('rssBytes'), atMost(1.3)),
    pairRow("  in V8's heap alone, KiB", kib('heapBytes')),
  ];
}

function oursPerPoll(people: number): Promise<Memory> {
  return onHoldline({ people, perChat }, async (target, { residents }) => {
    // Who people are and where they are members is remembered with or without a held poll, so it comes first.
    const cursors = await settle(target, residents);
    return growthEach(
      target,
      residents.map(({ token }, i) => poll({ token, cursor: cursors[i], wait: waitS })),
    );
  });
}

function oursPerStream(people: number): Promise<Memory> {
  return onHoldline({ people, perChat }, async (target, { residents }) => {
    const cursors = await settle(target, residents);
    const before = await probeAfterCollections(target);
    const streams = await openStreams(
      target.port,
      residents.map(({ token }, i) => streamRequest(token, cursors[i] ?? '')),
    );
    await sleep(parkingMs);
    const after = await probeAfterCollections(target);
    for (const stream of streams) stream.close();
    return perOne(before, after, people);
  });
}

function barePerPoll(count: number): Promise<Memory> {
  const like = { status: 200, head: 'HTTP/1.1 200 OK\r\nContent-Length: 2', body: Buffer.from('{}') };
  return onBare(like, { holdsGets: true }, async (target) => {
    // As many requests as ours had before, so that neither heap grows for the first time while it is measured.
    const warmUp = Array.from({ length: 2 * count }, () => post('/', {}, {}));
    await askEach(target.port, warmUp, 200);
    const held = poll({ token: 'x'.repeat(200), cursor: 'x'.repeat(40), wait: waitS });
    return growthEach(target, Array(count).fill(held));
  });
}

async function growthEach(target: Target, requests: readonly string[]): Promise<Memory> {
  const before = await probeAfterCollections(target);
  const connections = await openConnections(target.port, requests.length);
  let ended = 0;
  const note = () => {
    ended += 1;
  };
  for (const [i, connection] of connections.entries()) connection.ask(requests[i] ?? '').then(note, note);
  await sleep(parkingMs);
  const after = await probeAfterCollections(target);
  if (ended > 0) throw new Error(`${ended} polls were not held.`);
  for (const each of connections) each.close();
  return perOne(before, after, requests.length);
}

function perOne(before: Probe, after: Probe, count: number): Memory {
  return {
    rssBytes: (after.rssBytes - before.rssBytes) / count,
    heapBytes: (after.heapBytes - before.heapBytes) / count,
  };
}

async function probeAfterCollections(target: Target): Promise<Probe> {
  await target.probe();
  await sleep(returningMs);
  return target.probe();
}
