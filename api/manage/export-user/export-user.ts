import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { listBlocks } from '../../blocks/queries.ts';
import { listViewsBy } from '../../broadcasts/view-queries.ts';
import { findImages, readImage } from '../../images/queries.ts';
import { presentMessages } from '../../messages/present.ts';
import { findMessages, type Message } from '../../messages/queries.ts';
import type { Clock } from '../../process/clock.ts';
import { listSubscriptions } from '../../push/queries.ts';
import { listOwnReports } from '../../reports/queries.ts';
import { presentOwnProfile } from '../../users/present.ts';
import type { User } from '../../users/queries.ts';
import { madeWhole } from '../made-whole.ts';
import { ManageError } from '../manage-error.ts';
import { findUris, listGiven, listJoined, listPinnedBy, listSaidIds } from './queries.ts';

const messagesPerPiece = 500;
const mostBlocks = 100_000;
const mostReports = 100_000;

interface Line {
  kind: string;
  [field: string]: unknown;
}

/**
 * Writes all that is kept of one person into a new file that its owner alone may read: a JSON object a line, `kind` first. Resolves
 * with the lines to print. What others whispered to them is in it, as it was said to nobody else; what others said aloud is theirs.
 */
export async function exportUser(
  { db, clock }: { db: Knex; clock: Pick<Clock, 'now'> },
  user: User,
  file: string,
): Promise<string[]> {
  if (existsSync(file)) throw new ManageError(`${file} is there already; name a file that is not.`);
  const count = await madeWhole(file, async (part) => {
    let lines = 0;
    for await (const line of linesOf(db, user, clock.now())) {
      await writeFile(part, `${JSON.stringify(line)}\n`, { flag: 'a' });
      lines += 1;
    }
    return lines;
  });
  return [`${file} holds all that is kept of ${user.username}, ${count} lines.`];
}

async function* linesOf(db: Knex, user: User, nowMs: number): AsyncGenerator<Line> {
  yield {
    kind: 'account',
    ...presentOwnProfile(user),
    is_guest: user.isGuest,
    created_at: at(user.createdAt),
    seen_at: user.seenAt === null ? null : at(user.seenAt),
  };
  for (const { joined_at, kind, ...chat } of await listJoined(db, user.id))
    yield { kind: 'chat', chat_kind: kind, ...chat, joined_at: at(joined_at) };
  for (const { user: blocked, createdAt } of await listBlocks(db, user.id, { limit: mostBlocks, offset: 0 }))
    yield { kind: 'block', username: blocked.username, created_at: at(createdAt) };
  for (const { created_at, ...given } of await listGiven(db, user.id, nowMs))
    yield { kind: 'reaction', ...given, created_at: at(created_at) };
  for (const { pinned_at, ...pinned } of await listPinnedBy(db, user.id, nowMs))
    yield { kind: 'pin', ...pinned, created_at: at(pinned_at) };
  for (const { endpoint, createdAt } of await listSubscriptions(db, [user.id], nowMs))
    yield { kind: 'push_device', endpoint, created_at: at(createdAt) };
  const { reports } = await listOwnReports(db, user.id, { limit: mostReports, offset: 0 });
  for (const { messageId, reason, words, createdAt, outcome, answer } of reports)
    yield {
      kind: 'report',
      message_id: messageId,
      ...{ reason, words, outcome, answer },
      created_at: at(createdAt),
    };
  for (const { messageId, seenAt } of await listViewsBy(db, user.id))
    yield { kind: 'broadcast_seen', message_id: messageId, seen_at: at(seenAt) };
  const ids = await listSaidIds(db, user.id, nowMs);
  for (let i = 0; i < ids.length; i += messagesPerPiece)
    yield* saidIn(db, ids.slice(i, i + messagesPerPiece), { userId: user.id, nowMs });
}

async function* saidIn(
  db: Knex,
  ids: readonly number[],
  { userId, nowMs }: { userId: number; nowMs: number },
): AsyncGenerator<Line> {
  const messages = (await findMessages(db, ids, nowMs)).sort((one, other) => one.id - other.id);
  const chatIds = messages.map(({ chatId }) => chatId);
  const uris = await findUris(db, chatIds);
  const uriOf = ({ chatId }: Pick<Message, 'chatId'>) => uris.get(chatId) ?? '';
  const shown = await presentMessages(db, messages, { uriOf, nowMs });
  // What another said is not this person's: of what they answered, its number.
  for (const message of shown) yield { kind: 'message', ...message, reply_to: message.reply_to?.id ?? null };
  const own = messages.filter(({ authorId }) => authorId === userId).map(({ id }) => id);
  const images = [...(await findImages(db, own))].flatMap(([messageId, all]) =>
    all.map(({ name }) => ({ messageId, name })),
  );
  for (const { messageId, name } of images) {
    // One at a time: each may be megabytes.
    const content = await readImage(db, name, 'content');
    if (content)
      yield {
        kind: 'image',
        ...{ message_id: messageId, type: 'image/webp', base64: content.toString('base64') },
      };
  }
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}
