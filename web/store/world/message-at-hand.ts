import type { Message } from '../../net/wire.ts';
import type { World } from './world.ts';

/** A message of an open chat, where it is loaded. */
export function messageAtHand(world: World | null, uri: string, id: number): Message | undefined {
  const { messages = [], elsewhere } = world?.talks.get(uri) ?? {};
  return [...messages, ...(elsewhere?.messages ?? [])].find((message) => message.id === id);
}
