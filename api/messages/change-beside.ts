import { NotFound } from '../http/errors.ts';
import type { ChangeBeside } from '../reactions/message.ts';
import type { Services } from '../services.ts';
import { requireMessage, requireStillWelcome, show } from './change-message.ts';
import { messageScope } from './send-message.ts';

/** Lets reactions change what is shown beside a message, under the rules that hold for the message itself. */
export function changeBeside({ log, clock }: Pick<Services, 'log' | 'clock'>): ChangeBeside {
  return (ref, type, change) =>
    log.write(async (trx, append) => {
      const { chat, message } = await requireMessage(trx, ref);
      if (message.text === null) throw new NotFound();
      if (type === 'reaction.added') await requireStillWelcome(trx, chat, message, ref.userId);
      const isChanged = await change(trx, clock.now());
      const data = await show(trx, message, chat.uri);
      const event = { scope: messageScope(message), chatUri: chat.uri, messageId: message.id, data };
      if (isChanged) await append([{ ...event, type }]);
      return data;
    });
}
