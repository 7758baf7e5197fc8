import type { Knex } from 'knex';

/** Of a chat: its end is told to each member as often. Whoever was away for more changes of its link than that finds it gone at a look. */
const maxKept = 5;

/** Keeps an address that the chat has no more, and of the older ones some. */
export async function keepFormerUri(trx: Knex, chatId: number, uri: string): Promise<void> {
  await addFormerUri(trx, chatId, uri);
  const newest = trx('former_uris').where({ chat_id: chatId }).orderBy('id', 'desc').limit(maxKept);
  await trx('former_uris').where({ chat_id: chatId }).whereNotIn('id', newest.select('id')).delete();
}

/** Keeps it beside all that are kept. */
export async function addFormerUri(trx: Knex, chatId: number, uri: string): Promise<void> {
  await trx('former_uris').insert({ chat_id: chatId, uri });
}

/** For each of these chats the addresses that it had before, the oldest first; a chat that always had the same is not among them. */
export async function findFormerUris(db: Knex, chatIds: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await db('former_uris')
    .whereIn('chat_id', [...chatIds])
    .orderBy('id')
    .select<{ chat_id: number; uri: string }[]>('chat_id', 'uri');
  const uris = new Map<number, string[]>();
  for (const { chat_id, uri } of rows) uris.set(chat_id, [...(uris.get(chat_id) ?? []), uri]);
  return uris;
}
