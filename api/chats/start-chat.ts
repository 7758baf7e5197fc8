import type { z } from 'zod';
import { ValidationError } from '../http/errors.ts';
import type { Services } from '../services.ts';
import { requireLivingUser } from '../users/queries.ts';
import { disappearUpdated, presentMemberChat } from './present.ts';
import { findChats, insertChat } from './queries.ts';
import type { MemberChatJson, startChat as startChatSchema } from './schemas.ts';
import { newUri } from './uri.ts';

/** A new chat, owned by its maker. A readable address that is taken is a ValidationError. */
export function startChat(
  { log, clock, chatMembers }: Pick<Services, 'log' | 'clock' | 'chatMembers'>,
  ownerId: number,
  input: z.output<typeof startChatSchema>,
): Promise<MemberChatJson> {
  const uri = input.slug ?? newUri();
  return log.write(async (trx, append) => {
    const owner = await requireLivingUser(trx, ownerId);
    const id = await insertChat(trx, {
      uri,
      name: input.name ?? '',
      topic: input.topic,
      disappearAfter: input.disappear_after,
      kind: input.public ? 'public' : 'session',
      joinPolicy: input.join_policy ?? 'link',
      createdAt: clock.now(),
    });
    if (id === null) throw new ValidationError({ slug: ['A chat with that address already exists.'] });
    const joined = await chatMembers.addOwner(trx, { id, uri }, ownerId);
    const [chat] = await findChats(trx, [id], ownerId);
    if (!chat) throw new Error('A chat just made is not there.');
    const shown = presentMemberChat(chat, 'owner', undefined);
    const told = chat.disappearAfter === null ? [] : [disappearUpdated(chat, owner)];
    await append([
      { type: 'chat.created', scope: { userId: ownerId }, chatUri: uri, data: shown },
      joined,
      ...told,
    ]);
    return shown;
  });
}
