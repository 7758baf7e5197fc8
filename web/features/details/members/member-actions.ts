import { panelPath } from '../../../net/panel-paths.ts';
import type { ListPage, Member } from '../../../net/wire.ts';
import type { FeatureDeps } from '../../../store/actions/feature-deps.ts';
import { problemOf } from '../../../store/problem.ts';
import { userFields, withMember, withMembers, withoutMember } from '../../../store/world/members.ts';
import { changeChat, changeTalk, type World } from '../../../store/world/world.ts';
import type { Problem } from '../../../words/en/problems.ts';

/** The most that the API puts on one page of a list. */
const pageSize = 200;
/** Of a chat as large as that nobody looks through the members by hand. */
const maxPages = 25;

/** What the members' list sets off. What the log tells meanwhile is applied behind each answer, so that none is stale. */
export function createMemberActions({ ask, world }: FeatureDeps) {
  async function loadPage(uri: string, page: number): Promise<boolean> {
    let isLast = true;
    await world.read(
      () => ask<ListPage<Member>>(panelPath.members(uri, { page, page_size: pageSize })),
      (known, { results, next }) => {
        isLast = next === null;
        return changeTalk(known, uri, ({ members }) => ({ members: withMembers(members, results) }));
      },
    );
    return isLast;
  }

  return {
    /** Loads every member, page by page. */
    loadMembers: (uri: string): Promise<Problem | null> =>
      problemOf(async () => {
        for (let page = 1; page <= maxPages; page++) if (await loadPage(uri, page)) return;
      }),

    changeRole: (uri: string, username: string, role: 'moderator' | 'member'): Promise<Problem | null> =>
      problemOf(() =>
        world.read(
          () => ask<Member>(panelPath.member(uri, username), { method: 'PATCH', body: { role } }),
          (known, member) =>
            changeTalk(known, uri, ({ members }) => ({ members: withMember(members, member) })),
        ),
      ),

    /** Makes someone else the owner, and oneself a moderator. */
    handOver: (uri: string, username: string): Promise<Problem | null> =>
      problemOf(() =>
        world.read(
          () => ask<Member>(panelPath.member(uri, username), { method: 'PATCH', body: { role: 'owner' } }),
          (known, owner) => handedOver(known, uri, owner),
        ),
      ),

    /** For good when `isBan`. */
    remove: (uri: string, { id, username }: Member, isBan: boolean): Promise<Problem | null> =>
      problemOf(() =>
        world.read(
          () =>
            ask(isBan ? panelPath.banned(uri, username) : panelPath.member(uri, username), {
              method: 'DELETE',
            }),
          (known) => removed(known, uri, id),
        ),
      ),
  };
}

function handedOver(world: World, uri: string, owner: Member): World {
  const shown = changeTalk(world, uri, ({ members }) => ({
    members: withMember(
      members.map((member) => (member.role === 'owner' ? { ...member, role: 'moderator' } : member)),
      owner,
    ),
  }));
  return changeChat(shown, uri, () => ({ owner: userFields(owner), role: 'moderator' }));
}

/** The log may have told of it before: then there is nothing left to count down. */
function removed(world: World, uri: string, id: number): World {
  const isThere = world.talks.get(uri)?.members.some((member) => member.id === id);
  if (!isThere) return world;
  const shown = changeTalk(world, uri, ({ members }) => ({ members: withoutMember(members, id) }));
  return changeChat(shown, uri, ({ member_count }) => ({ member_count: member_count - 1 }));
}
