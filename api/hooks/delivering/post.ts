import { Resolver } from 'node:dns/promises';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import type { Problem } from '../schemas.ts';
import type { Answered } from './answer-text.ts';

/** Until all of the answer is there. */
const patienceMs = 10_000;
/** Of an answer. */
const maxBytes = 64 * 1024;

/**
 * Why there was no answer. One word for every address that is not asked, be there none, or one that is not public: whoever has a hook learns
 * nothing by it of what this server can reach.
 */
export type Unanswered = Exclude<Problem, 'not_allowed'>;

export type Posted =
  | ({ status: number; retryAfter: string | undefined } & Answered)
  | { problem: Unanswered };

interface Letter {
  url: URL;
  headers: Record<string, string>;
  body: string;
}

/** Of addresses that are not public, those that may be asked all the same. */
export function allowedAddresses(list: readonly string[]): BlockList {
  const allowed = new BlockList();
  for (const entry of list) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) allowed.addAddress(address, family);
    else allowed.addSubnet(address, Number(prefix), family);
  }
  return allowed;
}

/**
 * Posts once, and follows nothing: a redirect is an answer. The name is looked up once and what it gave is what is connected to, so
 * nothing changes between the look and the connection.
 */
export async function post(letter: Letter, allowed: BlockList, signal: AbortSignal): Promise<Posted> {
  // Not AbortSignal.timeout: Node 20 collects one that only AbortSignal.any knows as garbage, and then it never fires.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patienceMs);
  const ending = AbortSignal.any([signal, late.signal]);
  try {
    const addresses = await addressesOf(letter.url.hostname, ending);
    if (addresses.length === 0) return { problem: 'no_public_address' };
    return await ask(letter, { addresses, allowed, signal: ending });
  } catch (error) {
    signal.throwIfAborted();
    return { problem: problemOf(error, ending) };
  } finally {
    clearTimeout(timer);
  }
}

/** By a resolver that takes no thread: one name server that does not answer would keep files and passwords waiting. */
async function addressesOf(hostname: string, signal: AbortSignal): Promise<string[]> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host)) return [host];
  // RFC 6761, section 6.3.
  if (host === 'localhost') return ['127.0.0.1'];
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel);
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  signal.removeEventListener('abort', cancel);
  signal.throwIfAborted();
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

interface Way {
  addresses: string[];
  allowed: BlockList;
  signal: AbortSignal;
}

function ask({ url, headers, body }: Letter, { addresses, allowed, signal }: Way): Promise<Posted> {
  const isAllowed = addresses.every((each) => allowed.check(each, isIP(each) === 6 ? 'ipv6' : 'ipv4'));
  const isPlain = url.protocol === 'http:';
  const options: https.RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
    agent: agents[isAllowed ? 'allowed' : 'filtering'][isPlain ? 'http' : 'https'],
    lookup: answering(addresses),
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = (isPlain ? http : https).request(url, options, (response) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      const end = () => {
        const { statusCode: status = 0, headers } = response;
        const isCut = bytes > maxBytes;
        const body = Buffer.concat(pieces).subarray(0, maxBytes);
        resolve({
          status,
          retryAfter: headers['retry-after'],
          contentType: headers['content-type'],
          isEncoded: !/^(identity)?$/i.test(headers['content-encoding']?.trim() ?? ''),
          body,
          isCut,
        });
      };
      response.on('data', (piece: Buffer) => {
        pieces.push(piece);
        bytes += piece.length;
        if (bytes <= maxBytes) return;
        end();
        request.destroy();
      });
      response.on('end', end);
      response.on('error', reject);
    });
    request.on('upgrade', ({ statusCode: status = 0 }, socket) => {
      socket.destroy();
      resolve({ status, ...nothingSaid });
    });
    request.on('error', reject);
    // Whatever a receiver thought of, that was its answer: a try that never ended would keep its place from all others.
    request.on('close', () =>
      reject(Object.assign(new Error('It closed the connection.'), { code: 'ECONNRESET' })),
    );
    request.end(body);
  });
}

const nothingSaid = {
  retryAfter: undefined,
  contentType: undefined,
  isEncoded: false,
  body: Buffer.alloc(0),
  isCut: false,
};

/** No connection is kept: each is looked at anew. */
const once = { keepAlive: false };
/** Beside what the library knows: IPv4 as it was once written in IPv6 (RFC 4291, section 2.5.5.1), which some systems still take for that. */
const filtering = { ...once, denyIPAddressList: ['::/96'] };
const agents = {
  filtering: {
    http: new RequestFilteringHttpAgent(filtering),
    https: new RequestFilteringHttpsAgent(filtering),
  },
  allowed: { http: new http.Agent(once), https: new https.Agent(once) },
};

function answering(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, { all: isForAll }, callback) => {
    if (isForAll) callback(null, all);
    else callback(null, all[0]?.address ?? '', all[0]?.family);
  };
}

/** Node's errors have a code, each of its own; those of the agent, which refuses what is not public, have none. */
function problemOf(error: unknown, ending: AbortSignal): Unanswered {
  if (ending.aborted) return 'timed_out';
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return 'no_public_address';
  if (code.startsWith('HPE_')) return 'no_http';
  return /CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code) ? 'bad_certificate' : 'not_connected';
}
