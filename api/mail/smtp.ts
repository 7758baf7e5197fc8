import type { Transporter } from 'nodemailer';
import { type Letter, LetterRefused } from './letter.ts';

export interface SmtpPlace {
  host: string;
  port: number;
  /** TLS from the first byte on. */
  secure: boolean;
  /** Refuses to go on without TLS. */
  requireTLS: boolean;
  ignoreTLS: boolean;
  auth: { user: string; pass: string } | undefined;
}

/** What stays within the machine can't be listened to. */
const here = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Of a setting that has passed process/config.ts. With smtp:// TLS is begun by STARTTLS, and insisted on: who may strip it from a line reads
 * every link to a new password. Without it only to this machine, or where `?tls=off` says so.
 */
export function smtpPlace(smtpUrl: string): SmtpPlace {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const isPlain = !secure && (url.search === '?tls=off' || here.has(url.hostname));
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !isPlain,
    ignoreTLS: isPlain,
    auth: user ? { user, pass } : undefined,
  };
}

export interface Smtp {
  /** Throws LetterRefused when it is not worth another try, else what stopped it. */
  send(letter: Letter): Promise<void>;
  /** Connects and logs in, and throws what stops that. */
  verify(): Promise<void>;
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** RFC 3834: no answering machine is to answer. */
const headers = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** The library is loaded by the first mail: a server that sends none does without it. */
export function openSmtp({ url, from }: { url: string; from: string }): Smtp {
  let opened: Promise<Transporter> | undefined;
  const transport = () => {
    opened ??= import('nodemailer').then(({ createTransport }) =>
      createTransport({ ...smtpPlace(url), ...patience, disableFileAccess: true, disableUrlAccess: true }),
    );
    return opened;
  };
  return {
    async send({ to, subject, text }) {
      try {
        // As an object, which is not taken apart into several.
        const recipient = { name: '', address: to };
        await (await transport()).sendMail({ from, to: recipient, subject, text, headers, xMailer: false });
      } catch (error) {
        throw isFinal(error) ? new LetterRefused(codeOf(error)) : error;
      }
    },
    async verify() {
      await (await transport()).verify();
    },
  };
}

/** The address or the letter; what else is refused (a password, TLS) may be put right while mails wait. */
const aboutLetters = new Set(['EENVELOPE', 'EMESSAGE']);

/** 5yz of RFC 5321, section 4.2.1. */
function isFinal(error: unknown): boolean {
  const { responseCode } = (error ?? {}) as { responseCode?: unknown };
  return Number(responseCode) >= 500 && aboutLetters.has(codeOf(error));
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'EMESSAGE';
}
