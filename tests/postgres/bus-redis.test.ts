import { afterAll, beforeAll } from 'vitest';
import { openRedisBus } from '../../api/bus/redis.ts';
import { busLineSuite } from '../support/bus-line-suite.ts';
import { startRedis } from '../support/bus-servers.ts';
import { busSuite } from '../support/bus-suite.ts';
import { fetchMs } from '../support/debian-package.ts';
import type { ProgramServer } from '../support/program-server.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

let server: ProgramServer;
let proxy: TcpProxy;

beforeAll(async () => {
  server = await startRedis(['--client-output-buffer-limit', 'pubsub 2mb 1mb 1']);
  proxy = await startTcpProxy(server.url);
}, fetchMs);

afterAll(async () => {
  await proxy?.close();
  await server?.stop();
});

const join = (url: string) => openRedisBus(url, 'holdline.test');

const interrupt = async () => {
  await proxy.cut();
  await proxy.mend();
};

busSuite({ name: 'Redis', join: () => join(proxy.url), interrupt });

busLineSuite({
  name: 'Redis',
  url: () => server.url,
  join,
  server: () => server,
});
