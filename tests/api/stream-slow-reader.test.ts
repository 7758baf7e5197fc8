import { expect } from 'vitest';
import { eventsOfStream, open } from '../support/stream.ts';
import { eventsOf } from './polling.ts';
import { send, test } from './stage.ts';

test('a stream whose reader takes nothing for a while has every event once and in order afterwards', async ({
  server,
  alice,
  bob,
  chat,
}) => {
  const stream = await open(server, bob, eventsOf(chat));
  stream.pause();
  // More than the system keeps of a connection for both sides: the longest texts, of the longest characters.
  const long = '🌻'.repeat(3990);
  const numbers = Array.from({ length: 500 }, (_, i) => i);
  for (const number of numbers) await send(alice, chat, `${number} ${long}`);
  stream.resume();
  const events = await eventsOfStream(stream, numbers.length);
  expect(events.map(({ data }) => Number(Object(data).data.message.split(' ')[0]))).toEqual(numbers);
  stream.close();
});
