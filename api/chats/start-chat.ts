import type { z } from 'zod';
import { ValidationError } from '../http/errors.ts';
import { memberJoined } from '../members/join-chat.ts';
import { findMember, insertMember } from '../members/queries.ts';
import { requireLivingUser } from '../users/queries.ts';
import type { ChatDeps } from './deps.ts';
import { presentMemberChat } from './present.ts';
import { findChats, insertChat } from './queries.ts';
import type { MemberChatJson, startChat as startChatSchema } from './schemas.ts';
import { newUri } from './uri.ts';

/** A new chat, owned by its maker. A readable address that is taken is a ValidationError. */
export function startChat(
  { log, clock, presence }: ChatDeps,
  ownerId: number,
  input: z.output<typeof startChatSchema>,
): Promise<MemberChatJson> {
  const uri = input.slug ?? newUri();
  return log.write(async (trx, append) => {
    await requireLivingUser(trx, ownerId);
    const id = await insertChat(trx, {
      uri,
      name: input.name ?? '',
      kind: input.public ? 'public' : 'session',
      joinPolicy: input.join_policy ?? 'link',
      createdAt: clock.now(),
    });
    if (id === null) throw new ValidationError({ slug: ['A chat with that address already exists.'] });
    await insertMember(trx, {
      chatId: id,
      userId: ownerId,
      role: 'owner',
      joinedAt: clock.now(),
      readMessageId: 0,
    });
    const [chat] = await findChats(trx, [id], ownerId);
    const owner = await findMember(trx, id, ownerId);
    if (!chat || !owner) throw new Error('A chat just made is not there.');
    const shown = presentMemberChat(chat, 'owner', undefined);
    await append([
      { type: 'chat.created', scope: { userId: ownerId }, chatUri: uri, data: shown },
      memberJoined(chat, owner, presence),
    ]);
    return shown;
  });
}
