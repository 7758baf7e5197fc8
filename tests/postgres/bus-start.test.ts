import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBus } from '../../api/bus/open.ts';
import { openDatabase } from '../../api/db/connection.ts';
import type { Database } from '../../api/db/database.ts';
import { parseConfig } from '../../api/process/config.ts';
import { startProblem } from '../../api/start-problem.ts';
import { startNats, startRedis } from '../support/bus-servers.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { fetchMs } from '../support/debian-package.ts';
import { localCertificate, localKey } from '../support/local-certificate.ts';
import type { ProgramServer } from '../support/program-server.ts';
import { findProgram } from '../support/programs.ts';
import { startServerProcess } from '../support/server-process.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

// BUS_URL at the start: what is good runs, what is not is said in one line, by which one knows what to do and without the password.

let database: TestDatabase;
let db: Database;
const servers: { stop(): Promise<unknown> }[] = [];

beforeAll(async () => {
  database = await createDatabase('sqlite');
  db = openDatabase({ databaseUrl: null, dataDir: database.settings.DATA_DIR ?? '' });
  await findProgram('nats-server');
  await findProgram('redis-server');
}, fetchMs);

afterAll(async () => {
  await db.close();
  await database.drop();
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function run<T extends { stop(): Promise<unknown> }>(starting: Promise<T>): Promise<T> {
  const server = await starting;
  servers.push(server);
  return server;
}

/** What the start would say; null where it would go on. */
async function refusal(busUrl: string): Promise<string | null> {
  try {
    const bus = await openBus(parseConfig({ BUS_URL: busUrl }), db);
    await bus.close();
    return null;
  } catch (error) {
    return startProblem(error, '8000');
  }
}

const withCredentials = ({ url }: ProgramServer, credentials: string) =>
  url.replace('://', `://${credentials}@`);

const userArgs = (rules: string) => ['--user', ...rules.split(' ')];

describe('a BUS_URL that can not be used', () => {
  test.for([
    ['http://alice:hunter2@localhost', /^BUS_URL must start with nats:/],
    ['nats://alice:hunter2@[nowhere', /^BUS_URL is no list of URLs/],
    ['redis://alice:hunter2@one,redis://two', /^BUS_URL may name several servers of NATS/],
    ['nats://alice:hunter2@nowhere.invalid', /^the host of BUS_URL is not known$/],
    ['redis://alice:hunter2@nowhere.invalid', /^the host of BUS_URL is not known$/],
    ['nats://alice:hunter2@127.0.0.1:1,127.0.0.1:2', /^nobody answers at BUS_URL \(ECONNREFUSED\)$/],
    ['redis://alice:hunter2@127.0.0.1:1', /^nobody answers at BUS_URL \(ECONNREFUSED\)$/],
  ] as const)('%s is refused', async ([busUrl, line]) => {
    expect(await refusal(busUrl)).toMatch(line);
  });

  test('leads to somebody who takes the connection and says nothing', async () => {
    const [nats, redis] = await Promise.all([run(startNats()), run(startRedis())]);
    for (const server of [nats, redis]) {
      const proxy = await startTcpProxy(server.url);
      proxy.goSilent();
      expect(await refusal(proxy.url)).toMatch(/^nobody answers at BUS_URL/);
      await proxy.close();
    }
  });

  test('leads to the other kind of server', async () => {
    const [nats, redis] = await Promise.all([run(startNats()), run(startRedis())]);
    expect(await refusal(redis.url.replace('redis', 'nats'))).toMatch(/^nobody answers at BUS_URL/);
    expect(await refusal(nats.url.replace('nats', 'redis'))).toMatch(/^what answers at BUS_URL is no Redis/);
  });

  test('has the wrong password, or none', async () => {
    const nats = await run(startNats('authorization { user: alice, password: swordfish }'));
    const redis = await run(startRedis(['--requirepass', 'swordfish']));
    for (const credentials of ['alice:hunter2', 'hunter2']) {
      expect(await refusal(withCredentials(nats, credentials))).toMatch(
        /^NATS refuses the user, the password/,
      );
      expect(await refusal(withCredentials(redis, credentials))).toMatch(/^Redis /);
    }
    expect(await refusal(nats.url)).toMatch(/^NATS refuses/);
    expect(await refusal(redis.url)).toBe('Redis wants a password, and BUS_URL has none');
  });

  test('names a user who may not listen', async () => {
    const rights = 'subscribe: "other.>", publish: "holdline.>"';
    const user = `{ user: alice, password: swordfish, permissions: { ${rights} } }`;
    const nats = await run(startNats(`authorization { users: [${user}] }`));
    const redis = await run(startRedis(userArgs('alice on >swordfish +@all &other*')));
    for (const server of [nats, redis])
      expect(await refusal(withCredentials(server, 'alice:swordfish'))).toMatch(
        /^the user of BUS_URL may not/,
      );
  });

  test('leads to a NATS that takes less at once than we say', async () => {
    expect(await refusal((await run(startNats('max_payload: 1KB'))).url)).toMatch(/max_payload/);
  });
});

describe('a BUS_URL', () => {
  test('has a user and a password, or a token', async () => {
    const named = await run(startNats('authorization { user: alice, password: "sword/fish" }'));
    const token = await run(startNats('authorization { token: swordfish }'));
    const redis = await run(
      startRedis([...userArgs('alice on >sword/fish +@all &*'), ...userArgs('default off')]),
    );
    expect(await refusal(withCredentials(named, 'alice:sword%2Ffish'))).toBeNull();
    expect(await refusal(withCredentials(token, 'swordfish'))).toBeNull();
    expect(await refusal(withCredentials(redis, 'alice:sword%2Ffish'))).toBeNull();
  });

  test('may name servers that are away, where one is there', async () => {
    const { url } = await run(startNats());
    for (let i = 0; i < 4; i += 1) expect(await refusal(`nats://127.0.0.1:1,${url}`)).toBeNull();
  });

  test('by TLS is used where the certificate can be trusted, and only there', async () => {
    const folder = mkdtempSync(path.join(process.env.HOLDLINE_TEST_FOLDER ?? tmpdir(), 'tls-'));
    const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
    writeFileSync(cert, localCertificate);
    writeFileSync(key, localKey);
    const nats = await run(startNats(`tls { cert_file: "${cert}", key_file: "${key}" }`));
    const redis = await run(startRedis([], { cert, key }));
    for (const busUrl of [nats.url.replace('nats:', 'tls:'), redis.url]) {
      expect(await refusal(busUrl)).toMatch(/^the certificate at BUS_URL cannot be trusted/);
      const settings = { ...database.settings, BUS_URL: busUrl, NODE_EXTRA_CA_CERTS: cert };
      await (await startServerProcess(settings)).stop();
    }
  });

  test('whose server goes away is said in the log, once, and so is its return; meanwhile all is answered', async () => {
    const redis = await run(startRedis());
    const settings = { ...database.settings, BUS_URL: redis.url, LOG_LEVEL: 'info' };
    const server = await run(startServerProcess(settings));
    await redis.kill();
    await until(() => server.output().includes('The line to the other nodes is down'), {
      what: 'it is said',
    });
    expect((await fetch(`${server.url}/readyz/`)).status).toBe(200);
    await redis.revive();
    await until(() => server.output().includes('The line to the other nodes is back'), {
      what: 'it is back',
    });
    expect(server.output().match(/The line to the other nodes/g)).toHaveLength(2);
  });
});
