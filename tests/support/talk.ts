import type { EventNode } from './event-node.ts';

/**
 * In an empty chat: users 1, 2, 3 ... become members and say messages with the ids from `firstId` (1) on, user 1 the first of each ten.
 * Needs `insertUsersAndChats`.
 */
export async function insertTalk(
  { db }: EventNode,
  {
    chatId,
    members,
    messages,
    firstId = 1,
  }: { chatId: number; members: number; messages: number; firstId?: number },
): Promise<void> {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  await db.transaction(async (trx) => {
    await trx('members').insert(
      numbers(members).map((id) => ({ chat_id: chatId, user_id: id, role: 'member', joined_at: 0 })),
    );
    await trx('messages').insert(
      numbers(messages).map((number, i) => ({
        id: firstId + i,
        chat_id: chatId,
        author_id: 1 + (i % 10),
        text: `message ${number}`,
        polarity: 0,
        content_hash: '',
        created_at: 0,
      })),
    );
  });
}
