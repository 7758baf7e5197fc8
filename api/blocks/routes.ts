import { created, noContent, ok } from '../http/answers/replies.ts';
import { Conflict, NotFound, ValidationError } from '../http/errors.ts';
import { pageQuery, paginated, toPage } from '../http/pagination.ts';
import { type Route, route } from '../http/route.ts';
import { listOf } from '../http/schema/answer-fields.ts';
import type { Services } from '../services.ts';
import { findUserByName } from '../users/find-by-name.ts';
import { presentUser } from '../users/present.ts';
import { findUser, requireLivingUser, type User } from '../users/queries.ts';
import { type Block, countBlocks, deleteBlock, findBlock, insertBlock, listBlocks } from './queries.ts';
import { type BlockJson, block } from './schemas.ts';

/** More than anyone meets; a list without an end would be room for anyone to fill. */
const maxBlocks = 1000;

/** Whom one does not want to hear from in private (the contract, section 3). Nobody is told that they are blocked. */
export function blockRoutes({
  db,
  log,
  clock,
  accountTies,
}: Pick<Services, 'db' | 'log' | 'clock' | 'accountTies'>): Route[] {
  /** A bot as well. */
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
      answers: { 200: listOf(block) },
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
      description:
        'Between the two no private chat is opened, no whisper sent, and nobody is added by the ' +
        "other: 403 `blocked` (of the other's doing) or `blocked_by_you`. What is said aloud in a " +
        'common chat is heard. Nobody is told. A thousand at most (409).',
      auth: 'required',
      answers: { 200: block, 201: block },
      refuses: [400, 409],
      async handle({ me, params }) {
        const user = await requireNamed(params.username);
        if (user.id === me.userId) throw new ValidationError({ non_field_errors: ['This is you.'] });
        const pair = { blockerId: me.userId, blockedId: user.id };
        const made = await log.write(async (trx, append) => {
          await requireLivingUser(trx, me.userId);
          // Who has no name any more could never be named to lift it.
          if ((await findUser(trx, user.id))?.isDeleted) throw new NotFound();
          const before = await findBlock(trx, pair);
          if (before !== null) return { user, createdAt: before, isNew: false };
          if ((await countBlocks(trx, me.userId)) >= maxBlocks) {
            throw new Conflict('too_many_blocks', `You have blocked ${maxBlocks} people, which is the most.`);
          }
          const createdAt = clock.now();
          await append(await accountTies.seenUpdates(trx, me.userId, user.id));
          await insertBlock(trx, pair, createdAt);
          return { user, createdAt, isNew: true };
        });
        return made.isNew ? created(present(made)) : ok(present(made));
      },
    }),
    route({
      method: 'delete',
      path: '/api/blocks/:username/',
      summary: 'Lift my block of someone',
      auth: 'required',
      answers: { 204: null },
      async handle({ me, params }) {
        const user = await requireNamed(params.username);
        const pair = { blockerId: me.userId, blockedId: user.id };
        await log.write(async (trx, append) => {
          if (!(await deleteBlock(trx, pair))) throw new NotFound();
          await append(await accountTies.seenUpdates(trx, me.userId, user.id));
        });
        return noContent();
      },
    }),
  ];
}

function present({ user, createdAt }: Block): BlockJson {
  return { user: presentUser(user), created_at: new Date(createdAt).toISOString() };
}
