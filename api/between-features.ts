import { deleteBlocksOf } from './blocks/queries.ts';
import { deleteViewsBy } from './broadcasts/view-queries.ts';
import { forgetAnswersNaming, forgetAnswersTo } from './hooks/answer-queries.ts';
import { endKeeping } from './hooks/end-keeping.ts';
import { joinOrAdd } from './invites/join-or-add.ts';
import { addOwner } from './members/add-owner.ts';
import { chatsNaming } from './members/chats-naming.ts';
import { leaveChats } from './members/leave-chats.ts';
import { showMembers } from './members/show-joined.ts';
import { messageActivity } from './messages/activity.ts';
import { isImageVisible } from './messages/queries.ts';
import { createReact } from './messages/react.ts';
import { seenUpdates } from './messages/receipts/seen-updated.ts';
import { deleteSubscriptionsOf } from './push/queries.ts';
import { deleteReportsBy, isImageReported } from './reports/queries.ts';
import type { HandedIn, Services } from './services.ts';
import { isStaff } from './users/staff.ts';

/**
 * What one feature does when another, to its left, ends or shows something: all of it, in the open. Each type is declared by the one
 * that asks and says what is promised; the work is done by the one that knows.
 */
export function handIn(services: Pick<Services, 'db' | 'log' | 'clock' | 'presence'>): HandedIn {
  const { db, clock } = services;
  const activity = messageActivity(clock);
  return {
    /** A chat tells what is new in it. */
    activity,

    /** Who does not run a chat any more hears nothing by its bots. */
    endKeeping,

    /** What was answered to a hook repeats no message that was taken back. */
    forgetRepeated: forgetAnswersTo,

    /** An account is shown in chats, and tells in private ones what it has read; when it ends they are left or handed over, and its blocks, reports and devices are forgotten. */
    accountTies: {
      chatsNaming: (trx, userId) => chatsNaming(activity, trx, userId),
      seenUpdates,
      forgetName: forgetAnswersNaming,
      async letGo(leaving) {
        await leaveChats({ ...services, endKeeping }, leaving);
        await deleteBlocksOf(leaving.trx, [leaving.userId]);
        await deleteReportsBy(leaving.trx, leaving.userId);
        await deleteViewsBy(leaving.trx, leaving.userId);
        await deleteSubscriptionsOf(leaving.trx, leaving.userId);
      },
    },

    /** A chat begins with its owner, shows its members, and is joined at its own address. */
    chatMembers: {
      addOwner: (trx, chat, ownerId) => addOwner(services, trx, chat, ownerId),
      list: (chatId) => showMembers(services, chatId),
      joinOrAdd: (chat, me, body) => joinOrAdd({ ...services, activity }, chat, me, body),
    },

    /** An image is for those who may see its message; while that is reported, for staff. */
    async mayViewImage(name, userId) {
      const nowMs = clock.now();
      if (await isImageVisible(db.read, name, { userId, nowMs })) return true;
      return (await isStaff(db.read, userId)) && isImageReported(db.read, name, nowMs);
    },

    /** A reaction changes its message. */
    react: createReact(services),
  };
}
