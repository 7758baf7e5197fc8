import { afterEach, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import type { SoftState } from '../../api/bus/soft-state.ts';
import { logEvent } from '../support/log-event.ts';
import { countAt, hall, ids, joinPresence, pollAt } from '../support/presence-node.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { unreliable } from '../support/unreliable-bus.ts';
import { until } from '../support/until.ts';

// Who is in a large chat, over a bus that may do anything with what nodes say.

const opened: SoftState[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((state) => state.leave()));
});

test(`whatever the bus does, both count the same within what is said every 20 s (seed ${testSeed()})`, async () => {
  const random = randomFrom(testSeed());
  const local = new LocalBus();
  const lossy = () => unreliable(local.join(), { random: random.fork(), lostShare: 0.3, lateMs: 30 });
  const everyone = Object.fromEntries(ids(1, 600).map((userId) => [userId, [hall]]));
  const buses = [lossy(), lossy()] as const;
  const [one, two] = [
    await joinPresence(buses[0], 'one', everyone),
    await joinPresence(buses[1], 'two', everyone),
  ];
  opened.push(one.state, two.state);
  const [online, gone] = [new Set<number>(), new Set<number>()];
  for (let i = 0; i < 40; i += 1) {
    const from = 1 + random.below(550);
    const node = random.pick([one, two]);
    pollAt(node, from, from + 40);
    for (const userId of ids(from, from + 40)) if (!gone.has(userId)) online.add(userId);
    if (random.chance(0.2)) random.pick(buses).repeat();
    if (random.chance(0.2)) {
      const userId = random.pick([...online]);
      online.delete(userId);
      gone.add(userId);
      const data = JSON.stringify({ id: userId });
      for (const { presence, leaves } of [one, two]) {
        leaves(userId, hall);
        presence.apply([logEvent({ id: i + 1, type: 'member.left', chatId: hall, data })]);
      }
    }
    await random.pick([one, two]).state.flush();
  }
  // Nobody comes or leaves any more: what is told again, while nothing is lost, makes both right.
  await until(
    () => {
      for (const node of [one, two]) node.announce();
      return [countAt(one, 1), countAt(two, 1)];
    },
    { what: 'both count right', is: (seen) => seen.every((count) => count === online.size) },
  );
});
