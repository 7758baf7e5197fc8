import { ok } from '../http/answers/replies.ts';
import { type Route, route } from '../http/route.ts';
import { findEverywhere } from '../messages/everywhere-queries.ts';
import { presentMessages } from '../messages/present.ts';
import type { Services } from '../services.ts';
import * as schemas from './schemas.ts';

/** What was said in all of one's chats, found by words (api/README.md section 4). */
export function everywhereRoutes({ db, clock }: Pick<Services, 'db' | 'clock'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/messages/',
      summary: 'Find messages in all of my chats, the newest first',
      description:
        'Those with all of the words of `search`, the last one perhaps half typed, as with the history of one chat. Each names its chat ' +
        '(`uri`). `before` pages by the id of the last one.',
      auth: 'required',
      answers: { 200: schemas.foundMessages },
      price: 'searchAll',
      query: schemas.findMessages,
      async handle({ me, query: { search, before, limit = schemas.defaultFoundLimit } }) {
        const nowMs = clock.now();
        const found = await findEverywhere(db.read, { readerId: me.userId, search, before, limit, nowMs });
        const uriOf = ({ chatId }: { chatId: number }) => found.uris.get(chatId) ?? '';
        return ok({
          messages: await presentMessages(db.read, found.messages, { uriOf, nowMs }),
          has_more: found.hasMore,
        });
      },
    }),
  ];
}
