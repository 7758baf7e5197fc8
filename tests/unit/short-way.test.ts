import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { shortWays } from '../../api/http/short/ways.ts';
import { createLogger } from '../../api/process/logger.ts';
import { Metrics } from '../../api/process/metrics.ts';

const body = Buffer.from('{}');
const me = {
  userId: 1,
  username: 'alice',
  isBot: false,
  tokenId: 't',
  familyId: 'f',
  epoch: 0,
  expiresAt: 0,
};

/** A server with one short way for what is posted; what it did, in order. */
function stage() {
  const done: string[] = [];
  const answer = shortWays(
    {
      config: { trustedProxies: 0 },
      logger: createLogger('silent'),
      metrics: new Metrics(),
      lineLater: () => {},
      whoIs: () => me,
    },
    [
      {
        method: 'POST',
        target: /^\/(?<word>\w+)$/,
        route: () => '/:word/',
        answer: (asked, { word }) => done.push(`short ${word} ${asked.body}`) > 0,
      },
    ],
    ({ url }) => done.push(`long ${url}`),
  );
  /** With so many bytes of its body here; more may come. */
  const post = (url: string, readableLength: number) => {
    const headers = { 'content-type': 'application/json', 'content-length': '2' };
    const req = {
      method: 'POST',
      url,
      headers,
      readableLength,
      destroyed: false,
      read: () => body,
      socket: {},
    };
    answer(req as unknown as IncomingMessage, { headersSent: true, statusCode: 200 } as ServerResponse);
    return req;
  };
  return { done, post };
}

test('a body that is here is taken at once, so that it is a part of its turn', () => {
  const { done, post } = stage();
  post('/here', 2);
  expect(done).toEqual(['short here {}']);
});

test('one that comes with its headers is waited for until the next tick, and any other goes the long way', async () => {
  const { done, post } = stage();
  const request = post('/coming', 0);
  post('/slow', 1);
  request.readableLength = 2;
  expect(done).toEqual([]);
  await new Promise(process.nextTick);
  expect(done).toEqual(['short coming {}', 'long /slow']);
});
