import type { Database } from '../db/connection.ts';
import { Conflict, NotFound, ValidationError } from '../http/errors.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { created, noContent, ok } from '../http/replies.ts';
import { type Route, route } from '../http/route.ts';
import type { EventLog } from '../log/log.ts';
import type { Clock } from '../process/clock.ts';
import { presentUser } from '../users/present.ts';
import { findUser, findUserByName, requireLivingUser, type User } from '../users/queries.ts';
import { type Block, countBlocks, deleteBlock, findBlock, insertBlock, listBlocks } from './queries.ts';
import type { BlockJson } from './schemas.ts';

/** More than anyone meets; a list without an end would be room for anyone to fill. */
const maxBlocks = 1000;

/** Whom one does not want to hear from in private (the contract, section 3). Nobody is told that they are blocked. */
export function blockRoutes({ db, log, clock }: { db: Database; log: EventLog; clock: Clock }): Route[] {
  const requireNamed = async (username: string): Promise<User> => {
    const user = await findUserByName(db.read, username);
    if (!user) throw new NotFound();
    return user;
  };

  return [
    route({
      method: 'get',
      path: '/api/blocks/',
      summary: 'Whom I have blocked',
      auth: 'required',
      query: pageQuery,
      async handle({ ctx, me, query }) {
        const page = toPage(query);
        const blocks = await listBlocks(db.read, me.userId, { limit: page.pageSize, offset: page.offset });
        return ok(paginated(ctx, page, await countBlocks(db.read, me.userId), blocks.map(present)));
      },
    }),
    route({
      method: 'put',
      path: '/api/blocks/:username/',
      summary: 'Take no private chat, whisper or invitation from someone',
      auth: 'required',
      async handle({ me, params }) {
        const user = await requireNamed(params.username);
        if (user.id === me.userId) throw new ValidationError({ non_field_errors: ['This is you.'] });
        const pair = { blockerId: me.userId, blockedId: user.id };
        const block = await log.write(async (trx) => {
          await requireLivingUser(trx, me.userId);
          // Who has no name any more could never be named to lift it.
          if ((await findUser(trx, user.id))?.isDeleted) throw new NotFound();
          const before = await findBlock(trx, pair);
          if (before !== null) return { user, createdAt: before, isNew: false };
          if ((await countBlocks(trx, me.userId)) >= maxBlocks) {
            throw new Conflict('too_many_blocks', `You have blocked ${maxBlocks} people, which is the most.`);
          }
          const createdAt = clock.now();
          await insertBlock(trx, pair, createdAt);
          return { user, createdAt, isNew: true };
        });
        return block.isNew ? created(present(block)) : ok(present(block));
      },
    }),
    route({
      method: 'delete',
      path: '/api/blocks/:username/',
      summary: 'Lift my block of someone',
      auth: 'required',
      async handle({ me, params }) {
        const user = await requireNamed(params.username);
        const pair = { blockerId: me.userId, blockedId: user.id };
        if (!(await log.write((trx) => deleteBlock(trx, pair)))) throw new NotFound();
        return noContent();
      },
    }),
  ];
}

function present({ user, createdAt }: Block): BlockJson {
  return { user: presentUser(user), created_at: new Date(createdAt).toISOString() };
}
