import type { Ask } from '../../net/ask.ts';
import { insidePath } from '../../net/inside-paths.ts';
import type { MessagePage } from '../../net/wire.ts';
import type { Stretch } from '../world/world.ts';

/** Messages on each side of the one that is gone to. */
const aroundLimit = 50;

/** What was said around a message, itself included, or around the place where it would stand. Throws RequestFailure. */
export async function readAround(
  { ask }: Pick<Ask, 'ask'>,
  uri: string,
  id: number,
  signal?: AbortSignal,
): Promise<Stretch> {
  const page = (place: { before: number } | { after: number }) =>
    ask<MessagePage>(insidePath.messages(uri, { ...place, limit: aroundLimit }), { signal });
  const [until, after] = await Promise.all([page({ before: id + 1 }), page({ after: id })]);
  return { messages: [...until.messages, ...after.messages], hasOlder: until.has_more };
}
