import { medianPair, type Scale } from './compare.ts';
import { type Arrivals, openHall } from './hall.ts';
import { cursorIn, poll, post } from './request.ts';
import { settle } from './settle.ts';
import { atMost, number, pairRow, type Row } from './table.ts';
import { onBare, onHoldline } from './target.ts';

const waitS = 55;
const hello = { message: 'The train leaves from platform nine today.' };

/** One message to a hall full of people who all wait for it. Ours has to put it on the disk first. */
export function measureFanOut({ readers, rounds }: Scale): Promise<Row[]> {
  return onHoldline({ people: readers + 1, perChat: readers + 1 }, async (target, { residents }) => {
    const cursors = await settle(target, residents);
    const [author] = residents;
    const authorization = { Authorization: `JWT ${author?.token}` };
    const say = post(`/api/chats/${author?.chatUri}/messages/`, authorization, hello);
    const hall = await openHall(target.port, readers, say);
    const hear = async () => {
      // The author, who is the first of the residents, does not read.
      const held = residents.map(({ token }, i) => poll({ token, cursor: cursors[i], wait: waitS })).slice(1);
      const heard = await hall.hear(held);
      for (const [i, answer] of heard.answers.entries()) cursors[i + 1] = cursorIn(answer);
      return { ...heard, held };
    };

    const { answers, held } = await hear();
    const [like] = answers;
    if (!like?.body.includes(hello.message)) throw new Error('The message did not arrive.');
    return onBare(like, { holdsGets: true }, async (bare) => {
      const bareHall = await openHall(bare.port, readers, post('/', authorization, hello));
      const ours: Arrivals[] = [];
      const beside: Arrivals[] = [];
      // The first third warms up.
      for (let i = 0; i < 3 * rounds; i += 1) {
        ours.push((await hear()).arrivals);
        beside.push((await bareHall.hear(held)).arrivals);
      }
      hall.close();
      bareHall.close();
      return rowsOf(readers, ours.slice(rounds), beside.slice(rounds));
    });
  });
}

function rowsOf(readers: number, ours: readonly Arrivals[], beside: readonly Arrivals[]): Row[] {
  const pairOf = (what: 'first' | 'median' | 'last') =>
    medianPair(
      ours.map((arrivals) => arrivals[what]),
      beside.map((arrivals) => arrivals[what]),
    );
  return [
    pairRow(`One message to ${number(readers)} held readers: first, ms`, pairOf('first')),
    pairRow('  median, ms', pairOf('median')),
    pairRow('  last, ms', pairOf('last'), atMost(1.25)),
  ];
}
