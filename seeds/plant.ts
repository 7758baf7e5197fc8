import sharp from 'sharp';
import { hashPassword } from '../api/accounts/hashing.ts';
import { insertChat } from '../api/chats/queries.ts';
import { newUri } from '../api/chats/uri.ts';
import type { Database } from '../api/db/database.ts';
import { newImageName } from '../api/images/name.ts';
import { createImageWork, type PreparedImage } from '../api/images/prepare-image.ts';
import { insertImages, type NewImage } from '../api/images/queries.ts';
import { insertMember } from '../api/members/queries.ts';
import { insertMessages } from '../api/messages/sending/queries.ts';
import { scorePolarity } from '../api/messages/sentiment.ts';
import { insertUser } from '../api/users/queries.ts';
import { isDisplayNameTaken, isUsernameTaken } from '../api/users/taken-names.ts';
import { chats, password, people, type Username } from './demo.ts';

export class SeedRefused extends Error {}

/**
 * Puts the demo into a migrated database, all or nothing; resolves with the first chat's uri. Throws SeedRefused in
 * production, and where one of the people exists already.
 */
export async function plantDemo(
  db: Database,
  { production, nowMs }: { production: boolean; nowMs: number },
): Promise<string> {
  if (production) throw new SeedRefused('demo data does not belong in production (NODE_ENV=production)');
  const passwordHash = await hashPassword(password);
  const drawings = await prepareDrawings();
  const minute = 60_000;
  return db.transaction(async (trx) => {
    const ids = new Map<Username, number>();
    for (const person of people) {
      if (await isUsernameTaken(trx, person.username))
        throw new SeedRefused(`there is a user "${person.username}" already`);
      if (await isDisplayNameTaken(trx, person.displayName))
        throw new SeedRefused(`the name "${person.displayName}" is taken`);
      const createdAt = nowMs - 30 * 86_400_000;
      const id = await insertUser(trx, { ...person, email: '', passwordHash, isGuest: false, createdAt });
      ids.set(person.username, id ?? 0);
    }
    const idOf = (username: Username) => ids.get(username) ?? 0;
    const uris: string[] = [];
    for (const chat of chats) {
      const uri = newUri();
      const startedAt = nowMs - (chat.messages[0]?.minutesAgo ?? 0) * minute - 5 * minute;
      const chatId = await insertChat(trx, {
        uri,
        name: chat.name,
        kind: 'session',
        joinPolicy: 'link',
        createdAt: startedAt,
      });
      if (chatId === null) throw new Error('A new random uri was taken.');
      for (const [place, username] of chat.members.entries()) {
        const role = place === 0 ? 'owner' : 'member';
        await insertMember(trx, {
          chatId,
          userId: idOf(username),
          role,
          joinedAt: startedAt + place * 1000,
          readMessageId: 0,
        });
      }
      const messageIds = await insertMessages(
        trx,
        chat.messages.map(({ from, minutesAgo, text }) => ({
          chatId,
          authorId: idOf(from),
          toId: null,
          replyToId: null,
          text,
          polarity: scorePolarity(text),
          clientKey: null,
          contentHash: '',
          createdAt: nowMs - minutesAgo * minute,
        })),
      );
      const images = chat.messages.flatMap(({ drawing = '' }, i): NewImage[] => {
        const prepared = drawings.get(drawing);
        const messageId = messageIds[i] ?? 0;
        return prepared ? [{ ...prepared, name: newImageName(), messageId, createdAt: nowMs }] : [];
      });
      await insertImages(trx, images);
      uris.push(uri);
    }
    return uris[0] ?? '';
  });
}

/** Before the transaction, which holds no work on images. */
async function prepareDrawings(): Promise<Map<string, PreparedImage>> {
  const prepare = createImageWork();
  const drawings = chats.flatMap(({ messages }) => messages.flatMap(({ drawing }) => drawing ?? []));
  const pngs = await Promise.all(drawings.map((svg) => sharp(Buffer.from(svg)).png().toBuffer()));
  const prepared = await prepare(pngs);
  return new Map(drawings.flatMap((svg, i) => (prepared[i] ? [[svg, prepared[i]] as const] : [])));
}
