import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { arranged, startNamedChat } from '../support/people.ts';
import { elsewhere, signUp } from '../support/person.ts';
import { startPushService } from '../support/push-service.ts';
import { startTestServer } from '../support/server.ts';

test('of two nodes one pushes what is said at either, once, and when it ends the other goes on', async ({
  onTestFinished,
}) => {
  const [database, service] = [await createDatabase('postgres'), await startPushService()];
  const settings = {
    ...database.settings,
    SECRET_KEY: 'the-same-on-every-node-of-this-test',
    VAPID_SUBJECT: 'mailto:chat@example.org',
    PUSH_SERVICES: service.url,
  };
  const [first, second] = [await startTestServer(settings), await startTestServer(settings)];
  onTestFinished(async () => {
    await Promise.all([first.stop(), second.stop()]);
    await service.stop();
    await database.drop();
  });
  const [alice, bob] = [await signUp(first, 'alice'), await signUp(first, 'bob')];
  const there = elsewhere(second, bob);
  const chat = await startNamedChat(bob, 'Garden', alice);
  const { public_key: key } = arranged(
    await elsewhere(second, alice).get<{ public_key: string }>('/api/push/'),
    200,
  );
  const device = await service.subscribe(key);
  arranged(await alice.put('/api/push/', device.json), 201);
  const say = async (by: typeof bob, text: string) => {
    arranged(await by.post(chat.messages, { message: `@alice ${text}` }), 201);
    expect((await device.next()).payload.text).toBe(`@alice ${text}`);
  };
  await say(bob, 'one');
  await say(there, 'two');
  await say(bob, 'three');
  await first.halt();
  await say(there, 'four');
  expect(device.taken).toHaveLength(4);
});
