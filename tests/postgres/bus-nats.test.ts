import { afterAll, beforeAll, expect, test } from 'vitest';
import { busPlace } from '../../api/bus/bus-url.ts';
import type { Bus } from '../../api/bus/index.ts';
import { openNatsBus } from '../../api/bus/nats.ts';
import { busLineSuite } from '../support/bus-line-suite.ts';
import { startNats, startNatsCluster } from '../support/bus-servers.ts';
import { busSuite } from '../support/bus-suite.ts';
import { fetchMs } from '../support/debian-package.ts';
import type { ProgramServer } from '../support/program-server.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

let server: ProgramServer;
let proxy: TcpProxy;

beforeAll(async () => {
  server = await startNats('max_pending: 2MB, write_deadline: "1s"');
  proxy = await startTcpProxy(server.url);
}, fetchMs);

afterAll(async () => {
  await proxy?.close();
  await server?.stop();
});

function join(url: string, prefix = 'holdline.test'): Promise<Bus> {
  const place = busPlace(url);
  if (place.kind !== 'nats') throw new Error(`${url} is not of NATS.`);
  return openNatsBus(place.servers, prefix);
}

const interrupt = async () => {
  await proxy.cut();
  await proxy.mend();
};

busSuite({ name: 'NATS', join: () => join(proxy.url), interrupt });

busLineSuite({
  name: 'NATS',
  url: () => server.url,
  join,
  server: () => server,
});

test('of a cluster of three one dies: its nodes go to the others, and all hear each other', async () => {
  const { url, servers } = await startNatsCluster(3);
  // One at each server, so that some lose theirs; beside the rest of them in case it is that one which dies.
  const homes = servers.map((_server, i) =>
    [...servers.slice(i), ...servers.slice(0, i)].map((each) => each.url),
  );
  const buses = await Promise.all(homes.map(([first = '']) => join(`${first},${url}`)));
  try {
    const heard = buses.map(() => new Set<string>());
    await Promise.all(buses.map((bus, i) => bus.subscribe('nodes', (text) => void heard[i]?.add(text))));
    const allHearAll = async (text: string) => {
      const say = async () => {
        await Promise.all(buses.map((bus, i) => bus.publish('nodes', `${text} ${i}`)));
        const others = (i: number) => buses.flatMap((_bus, j) => (i === j ? [] : [`${text} ${j}`]));
        return heard.every((texts, i) => others(i).every((other) => texts.has(other)));
      };
      await until(say, { what: `all hear all, ${text}`, deadlineMs: 20_000 });
    };
    await allHearAll('with three servers');
    await servers[0]?.kill();
    await allHearAll('with two');
    await servers[1]?.kill();
    await allHearAll('with one');
    await servers[0]?.revive();
    await servers[2]?.kill();
    await allHearAll('with the first again');
  } finally {
    await Promise.all(buses.map((bus) => bus.close()));
    await Promise.all(servers.map((each) => each.stop()));
  }
}, 90_000);

test('two Holdlines at one NATS do not hear each other', async () => {
  const [ours, others, theirs] = [
    await join(server.url),
    await join(server.url),
    await join(server.url, 'holdline.x'),
  ];
  try {
    const heard: string[] = [];
    for (const bus of [others, theirs]) await bus.subscribe('nodes', (text) => void heard.push(text));
    await theirs.publish('nodes', 'theirs');
    await ours.publish('nodes', 'ours');
    await until(() => heard.includes('ours'), { what: 'ours is heard' });
    expect(heard).toEqual(['ours']);
  } finally {
    await Promise.all([ours, others, theirs].map((bus) => bus.close()));
  }
});
