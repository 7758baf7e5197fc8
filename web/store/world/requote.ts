import type { Message, Quote } from '../../net/wire.ts';
import { applyMessages } from './apply-messages.ts';
import { changeChat, changeTalk, type World } from './world.ts';

/** In code points, as the server counts them. */
const excerptLength = 140;

/** What is answered has changed: those who answer it show it as it is now. The log tells of the message alone (contract, section 5). */
export function requote(world: World, uri: string, message: Message): World {
  const quote = quoteOf(message);
  const follow = (each: Message) => (each.reply_to?.id === message.id ? { ...each, reply_to: quote } : each);
  const followIn = (messages: readonly Message[]) => applyMessages(messages, messages.map(follow));
  const shown = changeTalk(world, uri, ({ messages, elsewhere }) => ({
    messages: followIn(messages),
    elsewhere: elsewhere && { ...elsewhere, messages: followIn(elsewhere.messages) },
  }));
  return changeChat(shown, uri, ({ last_message: last }) => ({ last_message: last && follow(last) }));
}

/** What is shown of a message where it is answered. */
export function quoteOf({ id, user, message, image, expires_at, deleted }: Message): Quote {
  return { id, user, excerpt: excerptOf(message), image: image !== null, expires_at, deleted };
}

function excerptOf(text: string): string {
  const signs = Array.from(text);
  return signs.length > excerptLength ? `${signs.slice(0, excerptLength - 1).join('')}…` : text;
}
