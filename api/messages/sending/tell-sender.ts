import { refusedAsBlocked } from '../../blocks/refuse-blocked.ts';
import { notAMember } from '../../chats/access.ts';
import { IdempotencyMismatch, ValidationError } from '../../http/errors.ts';
import type { Log } from '../../log/log.ts';
import { unknownRecipient } from './find-recipient.ts';
import type { Sent } from './outgoing.ts';

/** What a sender is told of a message that is on disk: a status, and JSON. Throws what refuses any other. */
export function tellSender(sent: Sent, log: Pick<Log, 'cursorAt'>): { status: 200 | 201; body: string } {
  if (sent.outcome === 'mismatch') throw new IdempotencyMismatch();
  if (sent.outcome === 'not a member') throw notAMember();
  if (sent.outcome === 'blocked') throw refusedAsBlocked(sent.by);
  if (sent.outcome === 'no recipient') throw unknownRecipient();
  // The same for what another was whispered as for nothing.
  if (sent.outcome === 'no original' || sent.outcome === 'overtaken')
    throw refusedReply('There is no such message in this chat.');
  if (sent.outcome === 'a whisper answered aloud')
    throw refusedReply('That was a whisper: an answer is one as well, "to" the other of its two people.');
  // Its event's JSON is the reply's too: serialised once.
  const body = `{"status":"SUCCESS",${sent.json.slice(1, -1)},"cursor":"${log.cursorAt(sent.position)}"}`;
  return { status: sent.outcome === 'created' ? 201 : 200, body };
}

function refusedReply(sentence: string): ValidationError {
  return new ValidationError({ reply_to: [sentence] });
}
