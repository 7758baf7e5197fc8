import { requireMember } from '../chats/access.ts';
import { findChats } from '../chats/queries.ts';
import { Conflict, NotFound, PermissionDenied } from '../http/errors.ts';
import type { NewEvent } from '../log/event.ts';
import { findMessage, type Message } from '../messages/queries.ts';
import type { MessageRef } from '../reactions/message.ts';
import type { Services } from '../services.ts';
import { requireLivingUser } from '../users/queries.ts';
import { countOpenBy, findReportBy, insertReport, type Report } from './queries.ts';
import type { Reason, ReportStateJson } from './schemas.ts';

/** More than anyone has reason to; without an end one person could bury what others report. */
const maxOpen = 50;

/**
 * Tells staff of a message that one may see and has not written. Once for each person and message: told again it is as it was, but that what
 * was reworded since the report was resolved is reported anew. Throws what chats/access.ts says for a stranger, NotFound for what there is not, is another's whisper or was deleted, and Conflict when
 * too many of one's own are open.
 */
export function reportMessage(
  { log, clock }: Pick<Services, 'log' | 'clock'>,
  { chatId, id, userId }: MessageRef,
  { reason, words }: { reason: Reason; words: string },
): Promise<{ report: Report; isNew: boolean }> {
  return log.write(async (trx, append) => {
    await requireLivingUser(trx, userId);
    const [found] = await findChats(trx, [chatId], userId);
    requireMember(found ?? null);
    const nowMs = clock.now();
    const message = await findMessage(trx, { chatId, id, readerId: userId, nowMs });
    if (!message) throw new NotFound();
    const one = { messageId: id, reporterId: userId };
    const before = await findReportBy(trx, one);
    if (before && !isReworded(message, before)) return { report: before, isNew: false };
    if (message.text === null) throw new NotFound();
    if (message.authorId === userId)
      throw new PermissionDenied('own_message', 'This is your own message: you may delete it.');
    if ((await countOpenBy(trx, userId)) >= maxOpen)
      throw new Conflict(
        'too_many_reports',
        `${maxOpen} reports of yours are still open, which is the most.`,
      );
    const reportId = await insertReport(trx, { ...one, reason, words, createdAt: nowMs });
    await append([reportUpdated(userId, { id: reportId, outcome: null })]);
    const report = await findReportBy(trx, one);
    if (!report) throw new Error(`Report ${reportId} is not there.`);
    return { report, isNew: true };
  });
}

/** Since staff judged it: else a dismissed report would shield whatever its author makes of the message later. */
function isReworded(message: Message, { resolvedAt }: Report): boolean {
  return resolvedAt !== null && message.text !== null && (message.editedAt ?? 0) >= resolvedAt;
}

/** For who reported, alone. Without anybody's words: the log keeps no copy of them. */
export function reportUpdated(reporterId: number, data: ReportStateJson): NewEvent {
  return { type: 'report.updated', scope: { userId: reporterId }, chatUri: null, data };
}
