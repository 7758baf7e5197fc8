import type { Knex } from 'knex';
import { findChats } from '../chats/queries.ts';
import { presentMessages } from '../messages/present.ts';
import { findMessages } from '../messages/queries.ts';
import { presentUser } from '../users/present.ts';
import { findUsers, type User } from '../users/queries.ts';
import type { Report } from './queries.ts';
import type { OwnReportJson, StaffReportJson } from './schemas.ts';

type Users = ReadonlyMap<number, User>;

/** As those who made them see them. In the same order. */
export async function presentOwnReports(db: Knex, reports: readonly Report[]): Promise<OwnReportJson[]> {
  const users = await findUsers(
    db,
    reports.map(({ authorId }) => authorId),
  );
  return reports.map((report) => ({
    ...presentState(report),
    message_id: report.messageId,
    user: shown(users, report.authorId),
  }));
}

/**
 * As staff see them: each message as it is now, as long as the report is open, without what it answers or what was said around it; and no
 * address of a chat that is not everybody's. A fixed number of statements.
 */
export async function presentStaffReports(
  db: Knex,
  reports: readonly Report[],
  nowMs: number,
): Promise<StaffReportJson[]> {
  const users = await findUsers(
    db,
    reports.flatMap(({ authorId, reporterId, resolverId }) => [authorId, reporterId, resolverId ?? authorId]),
  );
  const chats = await findChats(db, [...new Set(reports.map(({ chatId }) => chatId))]);
  const open = reports.filter(({ outcome }) => outcome === null).map(({ messageId }) => messageId);
  const found = await findMessages(db, [...new Set(open)], nowMs);
  const messages = await presentMessages(db, found, { uriOf: () => '', nowMs });
  return reports.flatMap((report) => {
    const message = messages.find(({ id }) => id === report.messageId);
    const chat = chats.find(({ id }) => id === report.chatId);
    // It has ended since the reports were read.
    if (!chat) return [];
    const shownReport: StaffReportJson = {
      ...presentState(report),
      user: shown(users, report.authorId),
      reporter: shown(users, report.reporterId),
      message: message
        ? {
            id: message.id,
            message: message.message,
            to: message.to,
            images: message.images,
            created_at: message.created_at,
            edited_at: message.edited_at,
            deleted: message.deleted,
          }
        : null,
      chat: { name: chat.name, kind: chat.kind, uri: chat.kind === 'public' ? chat.uri : null },
      resolved_by: report.resolverId === null ? null : shown(users, report.resolverId),
    };
    return [shownReport];
  });
}

function presentState(report: Report) {
  return {
    id: report.id,
    reason: report.reason,
    words: report.words,
    created_at: new Date(report.createdAt).toISOString(),
    outcome: report.outcome,
    answer: report.answer,
    resolved_at: report.resolvedAt === null ? null : new Date(report.resolvedAt).toISOString(),
  };
}

function shown(users: Users, id: number) {
  const user = users.get(id);
  if (!user) throw new Error(`There is no user ${id}.`);
  return presentUser(user);
}
