import { requireMember } from '../chats/access.ts';
import { findChats } from '../chats/queries.ts';
import { openChat } from '../chats/schemas.ts';
import { showChat } from '../chats/show-chat.ts';
import { created, ok } from '../http/answers/replies.ts';
import { NotFound } from '../http/errors.ts';
import { paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Joining } from '../members/join-chat.ts';
import type { Services } from '../services.ts';
import { presentUser } from '../users/present.ts';
import { openDirect } from './open-direct.ts';
import { findDirects, listPeople } from './queries.ts';
import * as schemas from './schemas.ts';

/** Private chats and the directory of people to have them with (api/README.md section 3). */
export function directRoutes(services: Joining & Pick<Services, 'config' | 'db' | 'chatMembers'>): Route[] {
  const { db, clock, activity, presence, config } = services;
  return [
    route({
      method: 'post',
      path: '/api/directs/',
      summary: 'The private chat with someone, made at the first call',
      description:
        'One for each two people: 201 when it is made, 200 ever after, also when both ask at once. ' +
        'Nobody else can join or be added, and it has no invites.',
      auth: 'required',
      answers: { 200: openChat, 201: openChat },
      refuses: [403],
      price: 'startChat',
      body: schemas.openDirect,
      async handle({ me, body }) {
        const { chatId, isNew } = await openDirect(services, me.userId, body.username);
        const [found] = await findChats(db.read, [chatId], me.userId);
        const chat = requireMember(found ?? null);
        const shown = await showChat(services, chat, me.userId);
        return isNew ? created(shown, { Location: `/api/chats/${chat.uri}/` }) : ok(shown);
      },
    }),
    route({
      method: 'get',
      path: '/api/users/',
      summary: 'People to talk to',
      description:
        'Everyone but oneself, with `online` and what is `unread` of the private chat; guests are ' +
        'listed for those alone who share a chat with them. Where the ' +
        'server lists nobody (`USER_DIRECTORY=off`): 404.',
      auth: 'required',
      answers: { 200: listOf(schemas.person) },
      refuses: [404],
      price: 'people',
      query: schemas.directory,
      async scope() {
        if (!config.userDirectory) throw new NotFound();
      },
      async handle({ ctx, me, query }) {
        const page = toPage(query);
        const guestsSince = clock.now() - config.guestIdleMs;
        const search = { userId: me.userId, search: query.search ?? '', guestsSince, page };
        const { people, count } = await listPeople(db.read, search);
        const directs = await findDirects(
          db.read,
          me.userId,
          people.map(({ id }) => id),
        );
        const summaries = await activity.summaries(db.read, [...directs.values()], me.userId);
        const shown = people.map(
          (person): schemas.PersonJson => ({
            ...presentUser(person),
            online: presence.isOnline(person.id),
            unread: summaries.get(directs.get(person.id) ?? 0)?.unread ?? 0,
          }),
        );
        return ok(paginated(ctx, page, count, shown));
      },
    }),
  ];
}
