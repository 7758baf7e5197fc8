import { medianPair, type Scale } from './compare.ts';
import { openEvening, type Talk } from './evening.ts';
import { quantile } from './hall-reads.ts';
import { settle } from './settle.ts';
import { atMost, pairRow, type Row } from './table.ts';
import { onBare, onHoldline } from './target.ts';

const people = 200;
const rooms = 20;
const perRoom = people / rooms;
const messagesPerSecond = 50;

/** A usual evening: everybody waits for news in their room, and now here and now there something is said. */
export function measureRooms({ rounds, roundMs }: Scale): Promise<Row[]> {
  return onHoldline({ people, perChat: perRoom }, async (target, { residents }) => {
    const cursors = await settle(target, residents);
    const evening = await openEvening([target], { residents, cursors, perRoom });
    const like = await evening.hearOne();
    return onBare(like, { holdsGets: true }, async (bare) => {
      const bareEvening = await openEvening([bare], { residents, cursors: [], perRoom });
      const ours: Talk[] = [];
      const beside: Talk[] = [];
      // The first third warms up.
      for (let i = 0; i < 3 * rounds; i += 1) {
        ours.push(await evening.talk(roundMs, messagesPerSecond));
        beside.push(await bareEvening.talk(roundMs, messagesPerSecond));
      }
      for (const each of [evening, bareEvening]) each.close();
      const pairOf = (figure: (talk: Talk) => number) =>
        medianPair(ours.slice(rounds).map(figure), beside.slice(rounds).map(figure));
      const name = `${people} people in ${rooms} rooms, ${messagesPerSecond} messages/s, held`;
      return [
        pairRow(
          `${name}: until it is read, median, ms`,
          pairOf(({ ms }) => quantile(ms, 0.5)),
          atMost(2),
        ),
        pairRow(
          '  p99, ms',
          pairOf(({ ms }) => quantile(ms, 0.99)),
          atMost(2),
        ),
        pairRow(
          `  processor time of a message with its ${perRoom} readers, µs`,
          pairOf(({ cpuUs }) => cpuUs),
        ),
      ];
    });
  });
}
