import { setTimeout as sleep } from 'node:timers/promises';
import type { Reader } from './reader.ts';
import { until } from './until.ts';
import { insist, type WriterOptions, writeSomething } from './writer.ts';

/** One time that somebody was in a chat, by the clock of the one who asked. */
export interface Stay {
  userId: number;
  uri: string;
  leaveAcknowledgedAt: number;
  /** Infinity: never again. */
  nextJoinAskedAt: number;
}

export interface VisitorOptions extends WriterOptions {
  uri: string;
  readers: readonly Reader[];
  /** How often to come. */
  times: number;
  /** Every stay that has ended. */
  stays: Stay[];
  /** Whether the last stay ends too. */
  leavesForGood: boolean;
}

const patienceMs = 60_000;

/** Someone who joins a chat, talks, leaves, and comes back, always long enough for the own readers to notice. */
export async function visit(options: VisitorOptions): Promise<void> {
  const { person, uri, stays, random } = options;
  const path = `/api/chats/${uri}/`;
  let lastStay: Stay | undefined;
  for (let time = 1; time <= options.times; time += 1) {
    if (lastStay) lastStay.nextJoinAskedAt = performance.now();
    await insist(options, ['PATCH', path, {}], [200]);
    await everyReader(options, (reader) => countOf(reader, 'chat.created', uri) >= time);
    for (let i = random.below(5); i >= 0; i -= 1) await writeSomething({ ...options, chats: [uri] });
    await sleep(random.below(200));
    if (time === options.times && !options.leavesForGood) return;

    const left = await insist(
      options,
      ['DELETE', `${path}members/${person.username}/`],
      [204, 403, 404], // The latter two: an earlier try had worked, and its answer was lost.
    );
    if (left.status !== 204 && left.tries === 1) throw new Error(`${person.username} was not in ${uri}.`);
    const leaveAcknowledgedAt = performance.now();
    lastStay = { userId: person.user.id, uri, leaveAcknowledgedAt, nextJoinAskedAt: Infinity };
    stays.push(lastStay);
    // A whole poll from outside: what was said meanwhile must not be in it.
    await everyReader(
      options,
      (reader) =>
        countOf(reader, 'member.left', uri) >= time &&
        reader.answers.some(({ startedAt }) => startedAt > leaveAcknowledgedAt),
    );
  }
}

async function everyReader(
  { readers, person, signal }: VisitorOptions,
  is: (reader: Reader) => boolean,
): Promise<void> {
  const what = `${person.username}'s readers notice the own coming and going`;
  await until(() => signal.aborted || readers.every(is), { what, deadlineMs: patienceMs });
  signal.throwIfAborted();
}

/** Of one's own; who left in the others' eyes is another event. */
function countOf(reader: Reader, type: string, uri: string): number {
  const own = reader
    .seen()
    .filter(
      (event) =>
        event.type === type &&
        event.chat === uri &&
        (type === 'chat.created' || event.data.id === reader.person.user.id),
    );
  return own.length;
}
