import type { Knex } from 'knex';
import { standingAt } from '../messages/queries.ts';
import type { Outcome, Reason } from './schemas.ts';

/** All SQL on `reports`. What is of a chat that has ended is found by nobody; its rows go with their messages. */
export interface Report {
  id: number;
  messageId: number;
  reporterId: number;
  reason: Reason;
  words: string;
  createdAt: number;
  /** Null, like `resolvedAt` and `resolverId`: still open. */
  outcome: Outcome | null;
  answer: string;
  resolvedAt: number | null;
  resolverId: number | null;
  /** Of its message. */
  authorId: number;
  chatId: number;
}

interface ReportRow {
  id: number;
  message_id: number;
  reporter_id: number;
  reason: Reason;
  words: string;
  created_at: number;
  outcome: Outcome | null;
  answer: string;
  resolved_at: number | null;
  resolver_id: number | null;
  author_id: number;
  chat_id: number;
}

function toReport(row: ReportRow): Report {
  return {
    id: row.id,
    messageId: row.message_id,
    reporterId: row.reporter_id,
    reason: row.reason,
    words: row.words,
    createdAt: row.created_at,
    outcome: row.outcome,
    answer: row.answer,
    resolvedAt: row.resolved_at,
    resolverId: row.resolver_id,
    authorId: row.author_id,
    chatId: row.chat_id,
  };
}

type Slice = { limit: number; offset: number };

function found(db: Knex) {
  return db('reports')
    .join('messages', 'messages.id', 'reports.message_id')
    .join('chats', 'chats.id', 'messages.chat_id')
    .whereNull('chats.erase_at');
}

const columns = ['reports.*', 'messages.author_id', 'messages.chat_id'];

async function page(query: Knex.QueryBuilder, { limit, offset }: Slice) {
  const [counted] = await query.clone().count<{ count: number }[]>('* as count');
  const rows = await query.orderBy('reports.id', 'desc').limit(limit).offset(offset).select(columns);
  return { reports: (rows as ReportRow[]).map(toReport), count: Number(counted?.count ?? 0) };
}

/** The newest first. */
export function listOwnReports(db: Knex, reporterId: number, slice: Slice) {
  return page(found(db).where({ reporter_id: reporterId }), slice);
}

/** Those that `staffId` may judge: about others. The newest first. */
export function listReports(
  db: Knex,
  { isOpen, staffId }: { isOpen: boolean; staffId: number },
  slice: Slice,
) {
  const aboutOthers = found(db).whereNot('messages.author_id', staffId);
  return page(isOpen ? aboutOthers.whereNull('resolved_at') : aboutOthers.whereNotNull('resolved_at'), slice);
}

export async function findReport(db: Knex, id: number): Promise<Report | null> {
  const row = await found(db).where('reports.id', id).first<ReportRow>(columns);
  return row ? toReport(row) : null;
}

/** Of one person about one message: the newest, as there may be another after a resolved one. */
export async function findReportBy(
  db: Knex,
  { messageId, reporterId }: Pick<Report, 'messageId' | 'reporterId'>,
): Promise<Report | null> {
  const row = await found(db)
    .where({ message_id: messageId, reporter_id: reporterId })
    .orderBy('reports.id', 'desc')
    .first<ReportRow>(columns);
  return row ? toReport(row) : null;
}

export async function countOpenBy(db: Knex, reporterId: number): Promise<number> {
  const [row] = await db('reports')
    .where({ reporter_id: reporterId })
    .whereNull('resolved_at')
    .count<{ count: number }[]>('* as count');
  return Number(row?.count ?? 0);
}

export async function insertReport(
  trx: Knex,
  report: Pick<Report, 'messageId' | 'reporterId' | 'reason' | 'words' | 'createdAt'>,
): Promise<number> {
  const [row] = await trx('reports')
    .insert({
      message_id: report.messageId,
      reporter_id: report.reporterId,
      reason: report.reason,
      words: report.words,
      answer: '',
      created_at: report.createdAt,
    })
    .returning('id');
  return row.id;
}

/** All that are open about one message. Resolves with each and whose it is. */
export async function resolveReports(
  trx: Knex,
  messageId: number,
  how: { outcome: Outcome; answer: string; resolvedAt: number; resolverId: number },
): Promise<Pick<Report, 'id' | 'reporterId'>[]> {
  const rows = await trx('reports')
    .where({ message_id: messageId })
    .whereNull('resolved_at')
    .update({
      outcome: how.outcome,
      answer: how.answer,
      resolved_at: how.resolvedAt,
      resolver_id: how.resolverId,
    })
    .returning(['id', 'reporter_id']);
  return (rows as Pick<ReportRow, 'id' | 'reporter_id'>[]).map(({ id, reporter_id }) => ({
    id,
    reporterId: reporter_id,
  }));
}

/** Of someone whose account ends: what they reported, with their words. */
export async function deleteReportsBy(trx: Knex, reporterId: number): Promise<void> {
  await trx('reports').where({ reporter_id: reporterId }).delete();
}

/** Some of those that were resolved before then. Resolves with how many. */
export async function pruneReports(trx: Knex, beforeMs: number, limit: number): Promise<number> {
  const old = trx('reports').where('resolved_at', '<', beforeMs).orderBy('resolved_at').limit(limit);
  return trx('reports').whereIn('id', old.select('id')).delete();
}

/** Whether an image is of a message with an open report. */
export async function isImageReported(db: Knex, name: string, nowMs: number): Promise<boolean> {
  const row = await db('images')
    .join('reports', 'reports.message_id', 'images.message_id')
    .join('messages', 'messages.id', 'images.message_id')
    .join('chats', 'chats.id', 'messages.chat_id')
    .where({ 'images.name': name, 'chats.erase_at': null })
    .whereNull('reports.resolved_at')
    .where(standingAt(nowMs))
    .first('images.id');
  return row !== undefined;
}
