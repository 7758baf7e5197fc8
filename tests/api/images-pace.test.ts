import { describe, expect } from 'vitest';
import { type ChatPath, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { dataUrl, picture } from '../support/pictures.ts';
import { startTestServer } from '../support/server.ts';
import { history, send, test } from './stage.ts';
import { upload } from './uploads.ts';

describe('many large images at once', () => {
  test('wait in a short line, and beyond it are asked to come again', async ({ alice, bob, chat }) => {
    const bytes = await picture('jpeg', { width: 1600, height: 1200 });
    const uploads = Array.from({ length: 24 }, () => upload(alice, chat, bytes));
    const sent = await Promise.all(uploads);
    const refused = sent.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, body } of refused) {
      expect(headers.get('retry-after')).toMatch(/^\d+$/);
      expect(body).toMatchObject({ code: 'service_unavailable' });
    }
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(24 - refused.length);
    expect(await history(bob, chat)).toHaveLength(24 - refused.length);
    expect((await upload(alice, chat, await picture('png'))).status).toBe(201);
  });
});

test('one person sends thirty images in a minute, one by one or ten at once, and messages beside them', async ({
  onTestFinished,
}) => {
  const server = await startTestServer({ RATE_LIMITS: 'on' });
  onTestFinished(() => server.stop());
  const erin: Person = await signUp(server, 'erin');
  const chat: ChatPath = await startChat(erin);
  const bytes = await picture('png', { width: 2, height: 2 });
  let taken = 0;
  let refused = await upload(erin, chat, bytes);
  const tookMs = await timed(async () => {
    for (; refused.status === 201 && taken < 60; refused = await upload(erin, chat, bytes)) taken += 1;
  });
  expect(refused.status).toBe(429);
  // Another every two seconds: a busy machine takes some for so many.
  expect(taken).toBeGreaterThanOrEqual(30);
  expect(taken).toBeLessThanOrEqual(31 + Math.floor(tookMs / 2000));
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  await send(erin, chat, 'words go on');

  const frank: Person = await signUp(server, 'frank');
  await frank.patch(chat.path, {});
  const ten = { images: Array(10).fill(dataUrl(bytes)) };
  const sent: number[] = [];
  // Three of ten are the minute's thirty; the fourth would have to wait for ten.
  for (let i = 0; i < 3; i += 1) sent.push((await frank.post(chat.messages, ten)).status);
  const fourth = await frank.post(chat.messages, ten);
  expect([...sent, fourth.status]).toEqual([201, 201, 201, 429]);
  expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(2);
});

async function timed(call: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await call();
  return performance.now() - startedAt;
}
