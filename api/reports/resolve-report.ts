import { Conflict, NotFound } from '../http/errors.ts';
import { deleteReported } from '../messages/change-message.ts';
import type { Services } from '../services.ts';
import { requireLivingUser } from '../users/queries.ts';
import { requireStaff } from '../users/staff.ts';
import { findReport, type Report, resolveReports } from './queries.ts';
import { reportUpdated } from './report-message.ts';
import type { Outcome } from './schemas.ts';

/**
 * By staff: what becomes of a report, and of all others that are open about the same message; those who made them learn it. `removed` takes
 * the message away in the same commit. Throws PermissionDenied, NotFound, also for a report about this one of the staff, and Conflict for one that
 * was resolved before.
 */
export function resolveReport(
  { log, clock, forgetRepeated }: Pick<Services, 'log' | 'clock' | 'forgetRepeated'>,
  { id, staffId }: { id: number; staffId: number },
  { outcome, answer }: { outcome: Outcome; answer: string },
): Promise<{ report: Report; isRemoved: boolean }> {
  return log.write(async (trx, append) => {
    requireStaff(await requireLivingUser(trx, staffId));
    const before = await findReport(trx, id);
    // Nobody judges what they said themselves, nor learns who told of it.
    if (!before || before.authorId === staffId) throw new NotFound();
    if (before.outcome !== null) throw new Conflict('resolved', 'This report was resolved before.');
    const nowMs = clock.now();
    const isRemoved =
      outcome === 'removed' &&
      (await deleteReported({ trx, append, forgetRepeated, nowMs }, before.messageId));
    const how = { outcome, answer, resolvedAt: nowMs, resolverId: staffId };
    const resolved = await resolveReports(trx, before.messageId, how);
    await append(resolved.map((each) => reportUpdated(each.reporterId, { id: each.id, outcome })));
    return { report: { ...before, ...how }, isRemoved };
  });
}
