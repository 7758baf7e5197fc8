import { busPlace } from '../../api/bus/bus-url.ts';
import { openNatsBus } from '../../api/bus/nats.ts';
import { sealBy } from '../../api/bus/seal.ts';
import { SoftState, softStatePurpose } from '../../api/bus/soft-state.ts';
import { maxNewsBytes } from '../../api/bus/wakeups.ts';
import { openDatabase } from '../../api/db/connection.ts';
import { decodeCursor } from '../../api/log/cursor.ts';
import type { LogEvent } from '../../api/log/event.ts';
import { newsPurpose, packNews } from '../../api/log/news/packing.ts';
import { toPlace } from '../../api/log/place-number.ts';
import { type LogBounds, readBounds, toLogEvent } from '../../api/log/queries.ts';
import { packCrowd } from '../../api/presence/crowd-text.ts';
import { crowdShape, seenShape } from '../../api/presence/presence-exchange.ts';
import { startNats } from '../support/bus-servers.ts';
import { until } from '../support/until.ts';
import { median, medianPair, type Scale } from './compare.ts';
import { askEach } from './load.ts';
import { onPostgres } from './on-postgres.ts';
import { cursorIn, poll } from './request.ts';
import { settle, sleep } from './settle.ts';
import { countRow, pairRow, type Row } from './table.ts';
import { onHoldline, type Target } from './target.ts';
import { type Resident, secretKey, type World } from './world.ts';

const eventsPerSecond = 10_000;
/** As many as a busy node's commit has. */
const perText = 20;
const tickMs = 10;
const mostPercent = 15;

/** People who poll at another node, each in a few chats. */
const crowd = 10_000;
const chatsOfEach = 5;
/** Until all that was said is heard. */
const settleMs = 500;

/** The first asks here now and then, the second never. */
const size = { people: 2, perChat: 1, database: 'postgres' } as const;
const [someonesChat, nobodysChat] = [1, 2];

/** What a node pays for ten thousand events a second that concern nobody there, beside as many of a chat that somebody there is in. */
export function measureHearing({ rounds, roundMs }: Scale): Promise<Row[]> {
  return onPostgres(async () => {
    const nats = await startNats();
    try {
      return await onHoldline({ ...size, settings: { BUS_URL: nats.url } }, async (target, world) => {
        const speaker = await openSpeaker(nats.url, world);
        const [listener] = world.residents;
        if (!listener) throw new Error('There is nobody.');
        await settle(target, [listener]);
        const hear = async (chatId: number) => {
          const before = await target.probe();
          const end = await speaker.say(chatId, roundMs);
          await hasRead(target, listener, end);
          const after = await target.probe();
          return (100 * (after.cpuMs - before.cpuMs)) / roundMs;
        };
        const [ours, beside]: [number[], number[]] = [[], []];
        // The first third warms up.
        for (let i = 0; i < 1.5 * rounds; i += 1) {
          ours.push(await hear(nobodysChat));
          beside.push(await hear(someonesChat));
        }
        const told = async (tell: () => Promise<void>) => {
          const before = await target.probe();
          await tell();
          await sleep(settleMs);
          return (await target.probe()).cpuMs - before.cpuMs;
        };
        const crowdMs = await medianOf(rounds, () => told(speaker.announce));
        const [byIds, byNames]: [number[], number[]] = [[], []];
        for (let i = 0; i < 1.5 * rounds; i += 1) {
          byNames.push(await told(speaker.announceHall));
          // Who reads has the chat counted.
          await settle(target, [listener]);
          byIds.push(await told(speaker.announceCrowd));
        }
        const hallPair = medianPair(byIds.slice(-rounds), byNames.slice(-rounds));
        await speaker.close();
        const pair = medianPair(ours.slice(-rounds), beside.slice(-rounds));
        const aim = `≤ ${mostPercent} ${pair.ours <= mostPercent ? 'met' : 'MISSED'}`;
        const usEach = 1e4 / eventsPerSecond;
        return [
          {
            ...pairRow(
              `${eventsPerSecond.toLocaleString('en')} events/s of other nodes that concern nobody: % of a core`,
              pair,
            ),
            aim,
          },
          pairRow('  processor time each, µs', {
            ...pair,
            ours: pair.ours * usEach,
            beside: pair.beside * usEach,
          }),
          countRow(
            `${crowd.toLocaleString('en')} people online at another node, told again every 20 s: ms`,
            crowdMs,
          ),
          pairRow(
            '  all in one chat of somebody here; beside: each by name, as of small chats: ms',
            hallPair,
          ),
        ];
      });
    } finally {
      await nats.stop();
    }
  });
}

/** Says what no database has, in the name of another node. */
async function openSpeaker(natsUrl: string, { settings }: World) {
  const place = busPlace(natsUrl);
  if (place.kind !== 'nats') throw new Error('It is no NATS.');
  const { databaseId, head }: LogBounds = await boundsOf(settings);
  const bus = await openNatsBus(place.servers, `holdline.${databaseId}`);
  const seal = sealBy(secretKey, newsPurpose(databaseId));
  const state = await SoftState.open(bus, 'speaker', sealBy(secretKey, softStatePurpose(databaseId)));
  const seen = state.kind('seen', seenShape);
  const inHall = state.kind('crowd', crowdShape);
  let last = head;
  return {
    /** For so long; resolves with the id of the last. */
    async say(chatId: number, ms: number): Promise<number> {
      const texts: string[] = [];
      for (let left = (eventsPerSecond * ms) / 1000; left > 0; left -= perText) {
        const events = Array.from({ length: perText }, (_, i) => message(last + 1 + i, chatId));
        last += perText;
        texts.push(...(packNews(events, seal, maxNewsBytes) ?? []));
      }
      const perTick = (texts.length * tickMs) / ms;
      const startedAt = performance.now();
      for (let said = 0; said < texts.length; ) {
        const due = Math.min(texts.length, Math.ceil(((performance.now() - startedAt) / tickMs) * perTick));
        await Promise.all(texts.slice(said, due).map((text) => bus.publish('log', `speaker-.${text}`)));
        said = due;
        await sleep(tickMs);
      }
      return last;
    },
    /** Who is there, as a node with a crowd does every 20 s. */
    async announce(): Promise<void> {
      for (let userId = 1; userId <= crowd; userId += 1) {
        const chatIds = Array.from(
          { length: chatsOfEach },
          (_, i) => 10 + ((userId * 7 + i * 1000) % 20_000),
        );
        seen.say(userId, `person-${userId}`, 1000, chatIds, false);
      }
      await state.flush();
    },
    /** All of them in a chat of somebody's, as of a small one. */
    async announceHall(): Promise<void> {
      for (let userId = 1; userId <= crowd; userId += 1)
        seen.say(userId, `person-${userId}`, 1000, [someonesChat], false);
      await state.flush();
    },
    /** The same people, as of a large one. */
    async announceCrowd(): Promise<void> {
      const people = Array.from({ length: crowd }, (_, i) => ({ userId: i + 1, agoMs: 1000 }));
      for (const { range, text } of packCrowd(people)) inHall.say(someonesChat, range.from, range.to, text);
      await state.flush();
    },
    async close(): Promise<void> {
      await state.leave();
      await bus.close();
    },
  };
}

async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
  const measured: number[] = [];
  while (measured.length < times) measured.push(await measure());
  return median(measured);
}

async function boundsOf(settings: Record<string, string>): Promise<LogBounds> {
  const db = openDatabase({ dataDir: '', databaseUrl: settings.DATABASE_URL ?? null });
  try {
    return await readBounds(db);
  } finally {
    await db.close();
  }
}

async function hasRead({ port }: Target, { token }: Resident, end: number): Promise<void> {
  await until(
    async () => {
      const [answer] = await askEach(port, [poll({ token })], 200);
      return answer && decodeCursor(cursorIn(answer))?.position === toPlace(end);
    },
    { what: 'all that was said is read' },
  );
}

function message(id: number, chatId: number): LogEvent {
  const user = {
    id: 1,
    username: 'person-1',
    first_name: '',
    last_name: '',
    display_name: 'person-1',
    avatar: 1,
    is_guest: false,
    is_bot: false,
  };
  const data = {
    id,
    user,
    message: `Could someone bring the long table on Saturday, please? ${id}`,
    image: null,
    images: [],
    sentiment: { polarity: 0.3182 },
    reactions: [],
    client_id: null,
  };
  return toLogEvent({
    id,
    chat_id: chatId,
    user_id: null,
    audience: null,
    type: 'message.created',
    chat_uri: `a-chat-of-a-bench-${chatId}`,
    message_id: id,
    data: JSON.stringify(data),
    created_at: Date.now(),
  });
}
