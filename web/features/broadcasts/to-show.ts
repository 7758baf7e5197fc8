import type { Message } from '../../net/wire.ts';

/** What was told to everyone before that is no news to anybody. */
const newsMs = 3 * 24 * 3600_000;

/** Each once and in the order in which it was told, but for what was put away or is old by now. Pure. */
export function toShow(told: readonly Message[], putAway: readonly number[], nowMs: number): Message[] {
  const each = new Map(told.map((broadcast) => [broadcast.id, broadcast]));
  return [...each.values()]
    .filter(({ id, created_at: at }) => !putAway.includes(id) && nowMs - Date.parse(at) < newsMs)
    .sort((a, b) => a.id - b.id);
}
