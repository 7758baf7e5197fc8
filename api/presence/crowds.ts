import {
  difference,
  hasId,
  type IdRange,
  noIds,
  type SortedIds,
  union,
  within,
  withRange,
} from './sorted-ids.ts';

/** Of all chats and nodes together, four bytes each. What is said beyond is not taken. */
const maxIds = 2_000_000;

interface List {
  ids: SortedIds;
  /** When the node last said something of it, on the clock that never goes back. */
  saidMs: number;
}

const noLists: ReadonlyMap<string, List> = new Map();

/**
 * Who is in the large chats of people here, by what each other node says of its own: ids and no names. A list for each node, as one says
 * again and again what is so at the moment: who is in none of them has left, and who is in two is there once.
 */
export class Crowds {
  #chats = new Map<number, Map<string, List>>();
  #size = 0;

  constructor(private readonly most = maxIds) {}

  /** All of that node's people in this range. Those who come or go by it, as by no other node they are there. */
  said(from: string, chatId: number, said: { range: IdRange; ids: SortedIds; atMs: number }): number[] {
    const { range, ids, atMs } = said;
    const list = this.#chats.get(chatId)?.get(from);
    const before = list?.ids ?? noIds;
    const apart = difference(within(before, range), ids);
    if (apart.length === 0) {
      if (list) list.saidMs = atMs;
      return [];
    }
    return this.#put(from, chatId, { ids: withRange(before, range, ids), saidMs: atMs })
      ? apart.filter((userId) => !this.has(userId, chatId, from))
      : [];
  }

  /** By what a node says or, without one, by any other. */
  has(userId: number, chatId: number, but?: string): boolean {
    for (const [from, { ids }] of this.#chats.get(chatId) ?? noLists)
      if (from !== but && hasId(ids, userId)) return true;
    return false;
  }

  in(chatId: number): SortedIds {
    let all = noIds;
    for (const { ids } of this.#chats.get(chatId)?.values() ?? []) all = union(all, ids);
    return all;
  }

  left(userId: number, chatId: number): void {
    for (const [from, { ids, saidMs }] of this.#chats.get(chatId) ?? noLists)
      if (hasId(ids, userId))
        this.#put(from, chatId, { ids: withRange(ids, { from: userId, to: userId }, noIds), saidMs });
  }

  /** Without those who are online no more, without lists of which nothing was said since then, and without chats of nobody. */
  sweep(beforeMs: number, needs: { isOnline(userId: number): boolean; isAwaited(chatId: number): boolean }) {
    const changed: number[] = [];
    for (const [chatId, lists] of this.#chats) {
      const isAwaited = needs.isAwaited(chatId);
      for (const [from, { ids, saidMs }] of lists) {
        const kept = isAwaited && saidMs > beforeMs ? ids.filter(needs.isOnline) : noIds;
        if (kept.length === ids.length) continue;
        this.#put(from, chatId, { ids: kept, saidMs });
        if (isAwaited) changed.push(chatId);
      }
    }
    return changed;
  }

  #put(from: string, chatId: number, list: List): boolean {
    const lists = this.#chats.get(chatId) ?? new Map<string, List>();
    const grown = list.ids.length - (lists.get(from)?.ids.length ?? 0);
    if (grown > 0 && this.#size + grown > this.most) return false;
    this.#size += grown;
    if (list.ids.length > 0) lists.set(from, list);
    else lists.delete(from);
    if (lists.size > 0) this.#chats.set(chatId, lists);
    else this.#chats.delete(chatId);
    return true;
  }
}
