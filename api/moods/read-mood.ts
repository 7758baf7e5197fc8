import { maxPageSize } from '../http/pagination.ts';
import type { Services } from '../services.ts';
import { presentUser } from '../users/present.ts';
import { findUsers } from '../users/queries.ts';
import { type Extent, findExtent, type Mood, moodByAuthor, moodByBucket, type View } from './queries.ts';
import type { MoodJson } from './schemas.ts';

/**
 * The mood of a chat as one reader sees it, over time and per author (api/README.md section 4). The time from the first to the last
 * message is cut into `buckets` pieces of the same length; a piece ends where the next begins, and one without messages
 * has no average. Averages have the four decimals of the scores that they are made of.
 */
export async function readMood({ db }: Pick<Services, 'db'>, view: View, buckets: number): Promise<MoodJson> {
  const extent = await findExtent(db.read, view);
  if (!extent) return { average: null, count: 0, series: [], members: [] };
  // A piece lasts a millisecond at least, so that there are always as many as were asked for.
  const cut = { ...extent, buckets, spanMs: Math.max(extent.lastMs - extent.firstMs + 1, buckets) };
  const byBucket = await moodByBucket(db.read, view, cut);
  return {
    ...overall([...byBucket.values()]),
    series: Array.from({ length: buckets }, (_, i) => {
      const { average, count } = byBucket.get(i) ?? { average: null, count: 0 };
      return { from: startOf(i, cut), to: startOf(i + 1, cut), average: rounded(average), count };
    }),
    members: await membersOf(db.read, view, extent),
  };
}

async function membersOf(db: Parameters<typeof findUsers>[0], view: View, extent: Extent) {
  const authors = await moodByAuthor(db, view, { ...extent, limit: maxPageSize });
  const users = await findUsers(
    db,
    authors.map(({ authorId }) => authorId),
  );
  return authors.flatMap(({ authorId, average, count }) => {
    const user = users.get(authorId);
    return user ? [{ user: presentUser(user), average: rounded(average), count }] : [];
  });
}

function overall(moods: Mood[]): { average: number | null; count: number } {
  const count = moods.reduce((sum, mood) => sum + mood.count, 0);
  const total = moods.reduce((sum, mood) => sum + mood.average * mood.count, 0);
  return { average: rounded(count === 0 ? null : total / count), count };
}

/** The first millisecond that falls into a bucket, by the same division as in SQL. */
function startOf(
  bucket: number,
  { firstMs, spanMs, buckets }: { firstMs: number; spanMs: number; buckets: number },
): string {
  return new Date(firstMs + Math.ceil((bucket * spanMs) / buckets)).toISOString();
}

function rounded(average: number | null): number | null {
  return average === null ? null : Math.round(average * 10_000) / 10_000;
}
