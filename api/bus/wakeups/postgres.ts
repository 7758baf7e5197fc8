import type { Channel } from '../notifications.ts';
import type { Wakeups } from './index.ts';

/**
 * LISTEN/NOTIFY without a payload, sent after the commit and outside its transaction: inside, PostgreSQL would take a
 * database-wide lock at commit. While one NOTIFY is on its way, all further ones become a single one after it.
 */
export function postgresWakeups(channel: Channel): Wakeups {
  let isSending = false;
  let sendAgain = false;

  const send = async () => {
    isSending = true;
    do {
      sendAgain = false;
      await channel.send('');
    } while (sendAgain);
    isSending = false;
  };

  return {
    notify() {
      sendAgain = true;
      if (!isSending) void send();
    },
    onWake(listener) {
      channel.onMessage(listener);
      channel.onReconnect(listener);
    },
    close: () => channel.close(),
  };
}
