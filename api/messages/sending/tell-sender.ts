import { refusedAsBlocked } from '../../blocks/refuse-blocked.ts';
import { notAMember } from '../../chats/access.ts';
import { IdempotencyMismatch } from '../../http/errors.ts';
import type { Log } from '../../log/log.ts';
import { unknownRecipient } from './find-recipient.ts';
import type { Sent } from './outgoing.ts';

/** What a sender is told of a message that is on disk: a status, and JSON. Throws what refuses any other. */
export function tellSender(sent: Sent, log: Pick<Log, 'cursorAt'>): { status: 200 | 201; body: string } {
  if (sent.outcome === 'mismatch') throw new IdempotencyMismatch();
  if (sent.outcome === 'not a member') throw notAMember();
  if (sent.outcome === 'blocked') throw refusedAsBlocked(sent.by);
  if (sent.outcome === 'no recipient') throw unknownRecipient();
  // Its event's JSON is the reply's too: serialised once.
  const body = `{"status":"SUCCESS",${sent.json.slice(1, -1)},"cursor":"${log.cursorAt(sent.position)}"}`;
  return { status: sent.outcome === 'created' ? 201 : 200, body };
}
