import { requireMember } from '../chats/access.ts';
import { chatScope } from '../chats/find.ts';
import { conditional } from '../http/conditional-get.ts';
import { type Route, route } from '../http/route.ts';
import type { MessageDeps } from './deps.ts';
import { readMood } from './read-mood.ts';
import { defaultBuckets, readMood as readMoodQuery } from './schemas.ts';
import { viewVersion } from './view-version.ts';

/** A chart of how people feel, from the scores stored with their messages (API.md section 4). */
export function moodRoutes(deps: MessageDeps): Route[] {
  const inChat = chatScope(deps, requireMember);
  return [
    route({
      method: 'get',
      path: '/api/chats/:uri/mood/',
      summary: 'The mood of a chat, over time and per author',
      auth: 'required',
      price: 'mood',
      query: readMoodQuery,
      scope: inChat,
      async handle({ ctx, me, params, scope: chat, query }) {
        const buckets = query.buckets ?? defaultBuckets;
        const question = `mood.${buckets}`;
        const version = await viewVersion(deps, { uri: params.uri, userId: me.userId, question });
        return conditional(ctx, version, () =>
          readMood(deps, { chatId: chat.id, readerId: me.userId }, buckets),
        );
      },
    }),
  ];
}
