import { findReadMarker, raiseReadMarker } from '../members/queries.ts';
import { newestVisible } from '../messages/queries.ts';
import type { Services } from '../services.ts';
import type { ReadMarkerJson } from './schemas.ts';

/**
 * This person has read up to here. Never moves back, and never beyond what there is to read. Only the own devices learn
 * of it. Resolves with where the marker stands then.
 */
export function markRead(
  { log, activity }: Pick<Services, 'log' | 'activity'>,
  { chatId, uri, userId, messageId }: { chatId: number; uri: string; userId: number; messageId: number },
): Promise<ReadMarkerJson> {
  return log.write(async (trx, append) => {
    const place = Math.min(messageId, await newestVisible(trx, chatId, userId));
    const isRaised = await raiseReadMarker(trx, chatId, userId, place);
    const summaries = await activity.summaries(trx, [chatId], userId);
    const data = {
      message_id: await findReadMarker(trx, chatId, userId),
      unread: summaries.get(chatId)?.unread ?? 0,
    };
    if (isRaised) await append([{ type: 'read.updated', scope: { userId }, chatUri: uri, data }]);
    return data;
  });
}
