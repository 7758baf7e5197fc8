import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../api/db/connection.ts';
import { examineAddress, examineDatabase } from '../../api/manage/doctor/elsewhere.ts';
import type { Finding } from '../../api/manage/doctor/finding.ts';
import {
  examineDescriptors,
  examineDisk,
  examineNode,
  examineSettings,
} from '../../api/manage/doctor/here.ts';
import { parseConfig } from '../../api/process/config.ts';

const isWell = ({ remedy }: Finding) => remedy === null;
const explain = () => 'explained';

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'holdline-doctor-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test.for<[what: string, settings: Record<string, string>, word: RegExp]>([
  ['a bus without PostgreSQL', { BUS_URL: 'nats://bus', SECRET_KEY: 'k'.repeat(32) }, /BUS_URL is set/],
  [
    'a bus without a common key',
    { BUS_URL: 'nats://bus', DATABASE_URL: 'postgres://db' },
    /a key of its own/,
  ],
  ['a proxy without an address', { TRUST_PROXY: 'on' }, /links come without a host/],
  ['https without a proxy', { PUBLIC_URL: 'https://chat.example' }, /counts as one address/],
])('%s is found wrong, with what to do', ([, settings, word]) => {
  const found = examineSettings(parseConfig(settings));
  expect(found).toHaveLength(1);
  expect(found[0]?.sentence).toMatch(word);
  expect(found[0]?.remedy).toMatch(/\S/);
});

test('settings that go together are well, the defaults too', () => {
  expect(examineSettings(parseConfig({})).every(isWell)).toBe(true);
  const behind = { PUBLIC_URL: 'https://chat.example', TRUST_PROXY: '1' };
  expect(examineSettings(parseConfig(behind)).every(isWell)).toBe(true);
});

test('a Node before 20.19 is too old, and a later one is not', () => {
  expect(['18.20.0', '20.18.3'].map((version) => isWell(examineNode(version)))).toEqual([false, false]);
  expect(['20.19.0', '22.0.0'].map((version) => isWell(examineNode(version)))).toEqual([true, true]);
});

test('fewer descriptors than polls may be held are wrong', () => {
  const config = parseConfig({ MAX_HELD: '5000' });
  expect(isWell(examineDescriptors(config, () => 5000))).toBe(true);
  expect(isWell(examineDescriptors(config, () => 4744))).toBe(true);
  expect(isWell(examineDescriptors(config, () => 2500))).toBe(false);
  expect(examineDescriptors(config, () => 768).sentence).toContain('768');
});

test('a folder that is still to be made is looked at where it will be, and nothing is made', async () => {
  const dataDir = path.join(folder(), 'not', 'there');
  const [space] = await examineDisk(parseConfig({ DATA_DIR: dataDir }));
  expect(space?.sentence).toContain(path.dirname(path.dirname(dataDir)));
  const [none] = await examineDatabase(parseConfig({ DATA_DIR: dataDir }), explain);
  expect(none?.sentence).toMatch(/no database yet/);
});

test.for<[kind: string, type: number]>([
  ['NFS', 0x6969],
  ['SMB', 0x517b],
  ['SMB', 0xff534d42],
  ['SMB', 0xfe534d42],
  ['9p', 0x01021997],
  ['memory (tmpfs)', 0x01021994],
  ['memory (ramfs)', 0x858458f6],
])('a folder on %s (%s) is wrong, as nothing that SQLite asks of it holds there', async ([kind, type]) => {
  const dataDir = folder();
  const look = async () => ({ bavail: 1, bsize: 1024 ** 4, type });
  const [space, place] = await examineDisk(parseConfig({ DATA_DIR: dataDir }), look);
  expect(space && isWell(space)).toBe(true);
  expect(place).toMatchObject({
    sentence: `${dataDir} is on ${kind}.`,
    remedy: expect.stringContaining('disk'),
  });
});

test('a folder on a disk of the machine is well, and a full one is not', async () => {
  const dataDir = folder();
  const on = (bavail: number) =>
    examineDisk(parseConfig({ DATA_DIR: dataDir }), async () => ({ bavail, bsize: 4096, type: 0xef53 }));
  expect((await on(1_000_000)).map(isWell)).toEqual([true]);
  expect((await on(1000)).map(isWell)).toEqual([false]);
});

test('migrations that wait are told of and left alone', async () => {
  const dataDir = folder();
  const db = openDatabase({ databaseUrl: null, dataDir });
  onTestFinished(() => db.close());
  await db.read.raw('select 1');
  const config = parseConfig({ DATA_DIR: dataDir });
  const waiting = await examineDatabase(config, explain);
  expect(waiting.filter((each) => !isWell(each))[0]?.sentence).toMatch(/other migrations/);
  await db.migrate();
  expect((await examineDatabase(config, explain)).every(isWell)).toBe(true);
});

test('an address where nobody is, is wrong', async () => {
  const nobody = parseConfig({ PUBLIC_URL: 'http://127.0.0.1:9', TRUST_PROXY: '1' });
  expect((await examineAddress(nobody)).sentence).toBe('Nobody answers at PUBLIC_URL.');
});
