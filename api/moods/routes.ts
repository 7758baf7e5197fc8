import { requireMember } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { type Viewing, viewVersion } from '../history/view-version.ts';
import { conditional } from '../http/answers/conditional-get.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { MoodCache } from './mood-cache.ts';
import { hasWhispers } from './queries.ts';
import { readMood } from './read-mood.ts';
import { defaultBuckets, mood, readMood as readMoodQuery } from './schemas.ts';

/** No user's id. */
const nobody = 0;

/** A chart of how people feel, from the scores stored with their messages (api/README.md section 4). */
export function moodRoutes(services: Viewing & Pick<Services, 'db' | 'clock'>): Route[] {
  const inChat = chatScope(services, requireMember);
  const moods = new MoodCache();
  return [
    route({
      method: 'get',
      path: '/api/chats/:uri/mood/',
      summary: 'The mood of a chat, over time and per author',
      description: 'From the scores of what you may see, in `buckets` pieces of time.',
      auth: 'required',
      bots: true,
      answers: { 200: mood, 304: null },
      refuses: [403],
      price: 'mood',
      query: readMoodQuery,
      scope: inChat,
      async handle({ ctx, me, params, scope: chat, query }) {
        const buckets = query.buckets ?? defaultBuckets;
        const question = `mood.${buckets}`;
        const version = await viewVersion(services, { uri: params.uri, userId: me.userId, question });
        const view = { chatId: chat.id, readerId: me.userId, nowMs: services.clock.now() };
        return conditional(ctx, version, async () => {
          if (version === null) return readMood(services, view, buckets);
          if (await hasWhispers(services.db.read, view))
            return moods.of(`${version} ${me.userId}`, () => readMood(services, view, buckets));
          // Whoever never whispered here sees what everybody sees. Made as nobody would see it, and not as this reader, who may be
          // whispered to just now.
          return moods.of(version, () => readMood(services, { ...view, readerId: nobody }, buckets));
        });
      },
    }),
  ];
}
