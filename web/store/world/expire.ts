import type { Message, Quote } from '../../net/wire.ts';
import type { World } from './world.ts';

/** When the next of what is at hand disappears, in Unix milliseconds by the server's clock; null where nothing does. */
export function nextExpiry(world: World): number | null {
  let next = Infinity;
  for (const message of atHand(world))
    for (const shown of [message, message.reply_to])
      if (shown?.expires_at && !shown.deleted) next = Math.min(next, Date.parse(shown.expires_at));
  return next === Infinity ? null : next;
}

/** The world once all is gone from it whose time is over: as the log tells it a moment later, or when there is a line again. */
export function expire(world: World, nowMs: number): World {
  const isOver = (shown: Pick<Quote, 'expires_at' | 'deleted'> | null) =>
    shown?.expires_at && !shown.deleted && Date.parse(shown.expires_at) <= nowMs;
  const gone = new Set<number>();
  const follow = (message: Message): Message => {
    if (isOver(message)) {
      gone.add(message.id);
      return tombstoneOf(message);
    }
    const { reply_to: quote } = message;
    if (!quote || !isOver(quote)) return message;
    return { ...message, reply_to: { ...quote, excerpt: '', image: false, deleted: true } };
  };
  const followAll = (messages: readonly Message[]) => {
    const followed = messages.map(follow);
    return followed.some((message, i) => message !== messages[i]) ? followed : messages;
  };
  const talks = new Map(
    [...world.talks].map(([uri, talk]) => {
      const { messages, elsewhere, pins } = talk;
      const stretch = elsewhere && { ...elsewhere, messages: followAll(elsewhere.messages) };
      const standing = pins.some(isOver) ? pins.filter((pin) => !isOver(pin)) : pins;
      const followed = { messages: followAll(messages), elsewhere: stretch, pins: followAll(standing) };
      return [uri, { ...talk, ...followed }] as const;
    }),
  );
  const chats = new Map(
    [...world.chats].map(([uri, known]) => {
      const last = known.chat.last_message && follow(known.chat.last_message);
      const isSame = last === known.chat.last_message;
      return [uri, isSame ? known : { ...known, chat: { ...known.chat, last_message: last } }] as const;
    }),
  );
  return { ...world, talks, chats };
}

function* atHand({ talks, chats }: World): Generator<Message> {
  for (const { messages, elsewhere, pins } of talks.values())
    yield* [...messages, ...(elsewhere?.messages ?? []), ...pins];
  for (const { chat } of chats.values()) if (chat.last_message) yield chat.last_message;
}

function tombstoneOf(message: Message): Message {
  return {
    ...message,
    message: '',
    reply_to: null,
    mentions: [],
    sentiment: { polarity: 0 },
    image: null,
    images: [],
    reactions: [],
    pinned: null,
    deleted: true,
  };
}
