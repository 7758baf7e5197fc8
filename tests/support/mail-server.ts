import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { until } from './until.ts';

export interface ReceivedMail {
  to: string[];
  headers: string;
  text: string;
}

export interface MailServer {
  url: string;
  received: ReceivedMail[];
  /** The newest to this address with this in its subject, once it is there. Of those that came before nobody is told again. */
  next(to: string, subject: string): Promise<ReceivedMail>;
  stop(): Promise<void>;
}

/** Takes every mail but to `refused`, over a line without TLS, and knows no user. */
export async function startMailServer({ refused = '' } = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: (_auth, _session, answer) => answer(new Error('Nobody is known here.')),
    onRcptTo({ address }, _session, answer) {
      answer(
        address === refused ? Object.assign(new Error('No such mailbox.'), { responseCode: 550 }) : null,
      );
    },
    onData(stream, { envelope }, done) {
      void text(stream).then((raw) => {
        const [headers = '', ...rest] = raw.split('\r\n\r\n');
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ to, headers, text: unquoted(rest.join('\r\n\r\n')) });
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const seen = new Set<ReceivedMail>();
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    received,
    async next(to, subject) {
      const isIt = (mail: ReceivedMail) =>
        !seen.has(mail) && mail.to.includes(to) && mail.headers.includes(`Subject: ${subject}`);
      const found = await until(async () => received.findLast(isIt), { what: `${to} has mail: ${subject}` });
      if (!found) throw new Error('It was there a moment ago.');
      seen.add(found);
      return found;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** RFC 2045, section 6.7, of plain ASCII. */
function unquoted(text: string): string {
  return text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** What stands behind the "#" of the link in a mail. */
export function linkIn({ text }: Pick<ReceivedMail, 'text'>): { path: string; uid: string; token: string } {
  const [, path = '', uid = '', token = ''] =
    /^https?:\/\/[^/]+(\/\S+\/)#([\w-]+)\/([\w-]+)\r?$/m.exec(text) ?? [];
  if (!token) throw new Error(`There is no link in ${text}`);
  return { path, uid, token };
}
