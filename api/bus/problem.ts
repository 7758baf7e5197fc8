import { PayloadTooSmall } from './nats.ts';

const noRedis = 'what answers at BUS_URL is no Redis of version 6 or later, and no Valkey';

/** By the system's codes, and by the word that an error reply of Redis begins with. */
const byCode: Record<string, string> = {
  ENOTFOUND: 'the host of BUS_URL is not known',
  EAI_AGAIN: 'the host of BUS_URL is not known',
  WRONGPASS: 'Redis refuses the user or the password of BUS_URL',
  NOAUTH: 'Redis wants a password, and BUS_URL has none',
  NOPERM: 'the user of BUS_URL may not publish and subscribe to holdline.*',
  NOPROTO: noRedis,
  ERR: noRedis,
};

const away = /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|ABORT_ERR)/;
const untrusted = /CERT|SELF_SIGNED|LEAF_SIGNATURE|^ERR_TLS/;

/** By the classes of the clients, which are not loaded for this. */
const byName: Record<string, string> = {
  SocketClosedUnexpectedlyError: noRedis,
  AuthorizationError: 'NATS refuses the user, the password or the token of BUS_URL',
  PermissionViolationError: 'the user of BUS_URL may not publish and subscribe to holdline.>',
};

/** One line that says what to change, with nothing of the URL in it; null for what nobody knows. */
export function busProblem(error: unknown): string | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof PayloadTooSmall)
      return 'max_payload of the NATS of BUS_URL is too small; its default will do';
    const known = byName[each.name] ?? byName[each.constructor.name] ?? problemOfCode(codeOf(each));
    if (known) return known;
  }
  return null;
}

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  return error.constructor.name === 'SimpleError' ? (error.message.split(' ')[0] ?? '') : '';
}

function problemOfCode(code: string): string | undefined {
  if (byCode[code]) return byCode[code];
  if (away.test(code)) return `nobody answers at BUS_URL (${code})`;
  if (untrusted.test(code))
    return `the certificate at BUS_URL cannot be trusted (${code}); NODE_EXTRA_CA_CERTS names others`;
  return undefined;
}
