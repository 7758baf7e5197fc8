import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { countAnHour } from './arithmetic.ts';
import type { Scale } from './compare.ts';
import { measureFanOut } from './fan-out.ts';
import { measureFleets } from './fleet.ts';
import { simulateMillion } from './fleet-model/million.ts';
import { measureGrowth } from './growth.ts';
import { measureHallReads } from './hall-reads.ts';
import { measureHearing } from './hearing.ts';
import { measureHeldPolls } from './held-polls.ts';
import { hour } from './hour.ts';
import { measureIdlePolls } from './idle-polls.ts';
import { measureLargeChats } from './large-chats.ts';
import { measureMarks } from './marks.ts';
import { measureNodes } from './nodes.ts';
import { pin } from './pin.ts';
import { measureRooms } from './rooms.ts';
import { measureSends } from './sends.ts';
import { measureShortWays } from './short-ways.ts';
import { measureStreams } from './streams.ts';
import { type Row, resultTable } from './table.ts';

// npm run bench [-- [--quick] [part ...]]: how fast the built server is, beside a node:http server that says the same.

const full: Scale = {
  rounds: 5,
  roundMs: 1000,
  warmUpMs: 1500,
  heldPolls: 5000,
  heldRounds: 3,
  readers: 1000,
  manyMessages: 1_000_000,
  manyMembers: 100_000,
};
/** For a look while working: too short for the compiler of V8 to finish, so everything seems slower than it is. */
const quick: Scale = {
  rounds: 2,
  roundMs: 200,
  warmUpMs: 300,
  heldPolls: 1000,
  heldRounds: 1,
  readers: 1000,
  manyMessages: 100_000,
  manyMembers: 20_000,
};

const parts: Record<string, (scale: Scale) => Promise<Row[]>> = {
  idle: measureIdlePolls,
  'short-ways': measureShortWays,
  held: measureHeldPolls,
  'fan-out': measureFanOut,
  'hall-reads': measureHallReads,
  rooms: measureRooms,
  sends: measureSends,
  marks: measureMarks,
  nodes: measureNodes,
  hearing: measureHearing,
  growth: measureGrowth,
  large: measureLargeChats,
};

/** What has a table of its own. */
const tables: Record<string, (scale: Scale) => Promise<string>> = {
  async fleet(scale) {
    return `One, two and four nodes, all on one processor, by each bus:\n\n${await measureFleets(scale)}`;
  },
  async hour() {
    const { people, secondsBetweenMessages, hiddenShare } = hour;
    const way = `a message every ${secondsBetweenMessages} s, ${hiddenShare * 100} % of the tabs hidden; reading alone`;
    return `${people} people in one chat for an hour, ${way}:\n\n${await countAnHour()}`;
  },
  async stream(scale) {
    return `100 people in one chat for an hour, all following; reading alone, with a part of the sending:\n\n${await measureStreams(scale)}`;
  },
  async million() {
    return `A fleet, simulated from the costs in fleet-model/costs.ts:\n\n${simulateMillion()}`;
  },
};

const isQuick = process.argv.includes('--quick');
const asked = process.argv.slice(2).filter((argument) => argument !== '--quick');
const names = Object.keys({ ...parts, ...tables });
const unknown = asked.find((name) => !names.includes(name));
if (unknown) stop(`There is no part "${unknown}": ${names.join(', ')}.`);
const isAsked = (name: string) => asked.length === 0 || asked.includes(name);
const scale = isQuick ? quick : full;
requireFileDescriptors(scale.heldPolls + 1000);

// Each server that is measured is ended with us; of a fleet there are twenty-one.
process.setMaxListeners(50);
const isPinned = pin(process.pid, 'load');
const rows: Row[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (!isAsked(name)) continue;
  console.error(`measuring: ${name}`);
  rows.push(...(await measure(scale)));
}
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`;
console.log(
  `\n${new Date().toISOString().slice(0, 10)}, ${machine}${isPinned ? ', the server on one, the load on another' : ''}${isQuick ? ', quick run' : ''}\n`,
);
if (rows.length > 0) console.log(`${resultTable(rows)}\n`);
for (const [name, tell] of Object.entries(tables)) {
  if (!isAsked(name)) continue;
  console.error(`measuring: ${name}`);
  console.log(`${await tell(scale)}\n`);
}

/** Each held poll is a socket here and one in the server. */
function requireFileDescriptors(needed: number): void {
  const limit = execFileSync('/bin/sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  if (limit !== 'unlimited' && Number(limit) < needed)
    stop(`This needs ${needed} open files and may have ${limit}: run "ulimit -n ${needed}" first.`);
}

function stop(why: string): never {
  console.error(why);
  process.exit(1);
}
