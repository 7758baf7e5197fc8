import type { FoundChat } from '../chats/queries.ts';
import type { MessageJson } from '../messages/schemas.ts';
import type { Payload } from './schemas.ts';

/** More would not be shown, and none of it belongs on a locked screen; the page's own notifications show as much. */
const maxShown = 160;

/** A message as it may be shown on the device of somebody who may see it. */
export function payloadOf(message: MessageJson, chat: FoundChat): Payload {
  const isWhisper = message.to !== null;
  const { name, owner, kind, createdAt } = chat;
  return {
    kind: 'message',
    chat: message.uri,
    message: message.id,
    from: message.user.display_name,
    name:
      kind === 'direct'
        ? null
        : { name, owner: owner?.displayName ?? null, created_at: new Date(createdAt).toISOString() },
    text: isWhisper ? '' : cut(message.message),
    images: isWhisper ? 0 : message.images.length,
    whisper: isWhisper,
  };
}

function cut(text: string): string {
  const points = [...text];
  return points.length > maxShown ? `${points.slice(0, maxShown).join('')}…` : text;
}

const stepBytes = 256;

/** Filled up with spaces, so that who carries it does not learn from its length what is said. */
export function encode(payload: Payload): string {
  const json = JSON.stringify(payload);
  const bytes = Buffer.byteLength(json);
  return json + ' '.repeat(Math.ceil(bytes / stepBytes) * stepBytes - bytes);
}
