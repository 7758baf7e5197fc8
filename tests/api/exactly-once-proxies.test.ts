import { expect, test } from 'vitest';
import { startProxy } from '../support/cutting-proxy.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { startServerProcess } from '../support/server-process.ts';
import { scale } from '../support/soak.ts';
import { playTraffic } from '../support/traffic.ts';
import { until } from '../support/until.ts';
import { judge } from '../support/verdict.ts';

// The same promise as in exactly-once.test.ts, behind what stands between people and servers in the world.

const seed = testSeed();
const { operations, maxWaitS, cutAfterMs, timeoutMs } = scale();
const half = Math.ceil(operations / 2);

test(
  `nothing is lost behind a proxy that cuts every request after a while (seed ${seed})`,
  async () => {
    console.info(`exactly-once-proxies: HOLDLINE_TEST_SEED=${seed}`);
    let isCutting = false;
    const server = await startServerProcess();
    const proxy = await startProxy({
      target: () => server.url,
      cutAfterMs: () => (isCutting ? cutAfterMs : undefined),
    });
    try {
      const story = await playTraffic({
        url: proxy.url,
        random: randomFrom(seed),
        operations: half,
        // Nobody gets that long; what these holds bring comes before the cut or with the next poll.
        maxWaitS: (3 * cutAfterMs) / 1000,
        // Not while people sign up, which a busy machine may take as long over.
        async meanwhile(reach) {
          isCutting = true;
          await reach(1);
          await until(() => proxy.cuts() >= 10, { what: 'ten requests were cut', deadlineMs: timeoutMs });
          isCutting = false;
        },
      });
      expect(judge(story)).toEqual([]);
    } finally {
      await proxy.close();
      await server.stop('SIGKILL');
    }
  },
  timeoutMs,
);

test(
  `nothing is lost behind a proxy that buffers whole responses (seed ${seed})`,
  async () => {
    const server = await startServerProcess();
    const proxy = await startProxy({ target: () => server.url, buffersResponses: true });
    try {
      const random = randomFrom(seed);
      const story = await playTraffic({ url: proxy.url, random, operations: half, maxWaitS });
      expect(judge(story)).toEqual([]);
    } finally {
      await proxy.close();
      await server.stop('SIGKILL');
    }
  },
  timeoutMs,
);
