import { afterEach, expect, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import { SoftState } from '../../api/bus/soft-state.ts';
import { seenShape } from '../../api/presence/presence-exchange.ts';
import { joinPresence } from '../support/presence-node.ts';
import { until } from '../support/until.ts';

// What nodes say to each other of who polls where.

const opened: SoftState[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((state) => state.leave()));
});

async function join(bus: LocalBus, name: string, people: Record<number, number[]>) {
  const node = await joinPresence(bus.join(), name, people);
  opened.push(node.state);
  return node;
}

test('someone in a thousand chats is told of in all of them', async () => {
  const bus = new LocalBus();
  const chatIds = Array.from({ length: 1000 }, (_, i) => i + 1);
  const here = await join(bus, 'here', { 1: chatIds });
  const there = await join(bus, 'there', { 2: chatIds });
  here.presence.saw(1, 'alice');
  for (const chatId of [1, 299, 300, 301, 1000])
    await until(() => there.online(2, chatId).includes('alice'), { what: `alice is in chat ${chatId}` });
});

test('asked who is in many chats, a node tells of each of its people there a few times at most, and of nobody else', async () => {
  const bus = new LocalBus();
  const chatIds = Array.from({ length: 5000 }, (_, i) => i + 1);
  const here = await join(bus, 'here', { 1: chatIds.filter((chatId) => chatId % 20 === 0), 3: [9999] });
  const there = await join(bus, 'there', { 2: chatIds });
  const asking = await SoftState.open(bus.join(), 'listener');
  opened.push(asking);
  const told: number[] = [];
  asking.kind('seen', seenShape).onHeard((from, heard) => {
    if (from === 'here') told.push(...heard.map(([userId]) => userId));
  });
  here.presence.saw(1, 'alice');
  here.presence.saw(3, 'carol');
  await until(() => told.length === 2, { what: 'they are told of as they come' });
  for (const chatId of chatIds) there.memberships.onAwaited(chatId);
  await there.state.flush();
  await until(() => told.length > 2, { what: 'alice is told of again' });
  here.presence.saw(4, 'dora');
  await until(() => told.includes(4), { what: 'what comes later is told' });
  expect(told.filter((userId) => userId === 3).length).toBe(1);
  expect(told.filter((userId) => userId === 1).length).toBeLessThanOrEqual(3);
});
