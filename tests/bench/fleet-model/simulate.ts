import { randomFrom } from '../../support/random.ts';
import type { Costs } from './costs.ts';
import { type HeadUse, playHead } from './head.ts';
import { type Chat, habits, settle } from './town.ts';

export interface Fleet {
  people: number;
  nodes: number;
  /** Logs with a head of their own; today one. */
  shards: number;
  /** True where each read marker is a change in the log, as it is built. */
  marksInLog: boolean;
  /** True where a node hears of every change, false where it hears of its own people's chats alone. */
  hearsAll: boolean;
}

export interface Day {
  messagesPerS: number;
  deliveriesPerS: number;
  marksPerS: number;
  pollsPerS: number;
  /** Of one core, the busiest node's processor time. */
  busiestNode: number;
  /** Of that, what is only for people of other nodes. */
  hearing: number;
  /** Held polls on a node, MiB. */
  heldMib: number;
  databaseCores: number;
  busMessagesPerS: number;
  head: HeadUse;
}

const draws = 2000;
const seed = 20261129;

/** Draws messages and lets each cost what it costs on every node that it reaches. The same fleet always has the same day. */
export function simulate({ people, nodes, shards, marksInLog, hearsAll }: Fleet, costs: Costs): Day {
  const random = randomFrom(seed);
  const places = settle(people, nodes, random);
  const visible = people * habits.visibleShare;
  const held = visible * habits.heldShare;
  const messagesPerS = (visible * habits.messagesPerMinute) / 60;

  const nodeUs = new Float64Array(nodes);
  const hearingUs = new Float64Array(nodes);
  let deliveries = 0;
  let marks = 0;
  let told = 0;
  for (let i = 0; i < draws; i += 1) {
    const chat = drawChat(places, random.below(2 ** 30) / 2 ** 30, random.below(2 ** 30));
    const sender = chat[random.below(chat.length)] ?? 0;
    nodeUs[sender] = (nodeUs[sender] ?? 0) + costs.sendUs;
    const reached = new Set<number>(chat);
    for (const node of chat) {
      if (!random.chance(habits.visibleShare)) continue;
      marks += 1;
      const deliveryUs = random.chance(habits.heldShare) ? costs.deliveryUs : 0;
      deliveries += deliveryUs > 0 ? 1 : 0;
      nodeUs[node] = (nodeUs[node] ?? 0) + deliveryUs + costs.markUs;
    }
    told += (hearsAll ? nodes : reached.size) - 1;
    for (let node = 0; node < nodes; node += 1) {
      if (node === sender) continue;
      const us = reached.has(node) ? costs.applyUs : hearsAll ? costs.passUs : 0;
      hearingUs[node] = (hearingUs[node] ?? 0) + us;
    }
  }

  // Each marker is an event of one person's, and nobody else's.
  if (hearsAll && marksInLog && nodes > 1)
    for (let node = 0; node < nodes; node += 1)
      hearingUs[node] = (hearingUs[node] ?? 0) + marks * costs.passUs;

  const perS = messagesPerS / draws;
  const pollsPerS =
    (people - visible) / habits.hiddenPollS +
    (visible - held) / habits.intervalPollS +
    held / habits.heldPollS;
  const pollUs = (pollsPerS / nodes) * costs.pollUs;
  const busyUs = nodeUs.map((us, node) => (us + (hearingUs[node] ?? 0)) * perS + pollUs);
  const marksPerS = marks * perS;
  return {
    messagesPerS,
    deliveriesPerS: deliveries * perS,
    marksPerS,
    pollsPerS,
    busiestNode: Math.max(...busyUs) / 1e6,
    hearing: (Math.max(...hearingUs) * perS) / 1e6,
    heldMib: (held / nodes) * (costs.heldKib / 1024),
    databaseCores: (messagesPerS * costs.databaseSendUs + marksPerS * costs.databaseMarkUs) / 1e6,
    busMessagesPerS: told * perS,
    head: playHead(
      { changesPerS: (messagesPerS + (marksInLog ? marksPerS : 0)) / shards, nodes },
      costs,
      random,
    ),
  };
}

function drawChat(places: ReturnType<typeof settle>, where: number, which: number): Chat {
  let left = where;
  for (const { share, chats } of places) {
    if (left < share) return chats[which % chats.length] ?? new Uint16Array();
    left -= share;
  }
  return new Uint16Array(1);
}
