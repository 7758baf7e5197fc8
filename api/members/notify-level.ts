import { requireMember } from '../chats/access.ts';
import { findChats } from '../chats/queries.ts';
import type { Level } from '../chats/schemas.ts';
import type { Services } from '../services.ts';
import { updateLevel } from './queries.ts';

/** What of a chat draws one's attention from now on. One's own devices alone learn of it; throws what chats/access.ts says for a stranger. */
export function setNotifyLevel(
  { log }: Pick<Services, 'log'>,
  { chatId, userId, level }: { chatId: number; userId: number; level: Level },
): Promise<void> {
  return log.write(async (trx, append) => {
    const [found] = await findChats(trx, [chatId], userId);
    const { uri } = requireMember(found ?? null);
    if (!(await updateLevel(trx, { chatId, userId }, level))) return;
    await append([{ type: 'notify.updated', scope: { userId }, chatUri: uri, data: { notify: level } }]);
  });
}
