import type { Message, User } from '../../net/wire.ts';

/**
 * Merges messages into those at hand, by id: applying the same ones twice changes nothing, and the order in which
 * pages arrive does not matter. What did not change keeps its identity, so that it is not drawn again.
 */
export function applyMessages(known: readonly Message[], incoming: readonly Message[]): readonly Message[] {
  // Nearly always they come after all that are at hand, of which there may be thousands.
  const newestId = known.at(-1)?.id ?? 0;
  if (incoming.every(({ id }, i) => id > (incoming[i - 1]?.id ?? newestId))) {
    return incoming.length > 0 ? [...known, ...incoming] : known;
  }
  const byId = new Map(known.map((message) => [message.id, message]));
  let isChanged = false;
  for (const message of incoming) {
    const before = byId.get(message.id);
    if (before && isSame(before, message)) continue;
    byId.set(message.id, message);
    isChanged = true;
  }
  if (!isChanged) return known;
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

/** Compares what is shown; an answer to a send carries more fields than the same message in a page. */
function isSame(a: Message, b: Message): boolean {
  return (
    a.uri === b.uri &&
    a.message === b.message &&
    a.deleted === b.deleted &&
    a.edited_at === b.edited_at &&
    a.sentiment.polarity === b.sentiment.polarity &&
    isSameUser(a.user, b.user) &&
    (a.to === b.to || (a.to !== null && b.to !== null && isSameUser(a.to, b.to))) &&
    JSON.stringify(besides(a)) === JSON.stringify(besides(b))
  );
}

const besides = ({ reactions, reply_to, mentions, pinned }: Message) => [
  reactions,
  reply_to,
  mentions,
  pinned,
];

function isSameUser(a: User, b: User): boolean {
  return (
    a.id === b.id && a.username === b.username && a.display_name === b.display_name && a.avatar === b.avatar
  );
}
