import { Agent, type IncomingMessage, request } from 'node:http';

export interface Outgoing {
  method: string;
  /** By their names in lower case. */
  headers: Record<string, string>;
  content?: Uint8Array;
  signal?: AbortSignal;
}

export interface Incoming {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

// Connections are kept as a browser keeps them, and there are as many as there are calls at once.
const agent = new Agent({ keepAlive: true });

/**
 * One call over HTTP and its answer as it came: no redirect is followed, and nothing is unpacked. Rejects where the connection breaks or
 * the signal comes before the whole answer. `fetch` costs three times the processor, and tests make tens of thousands of calls.
 */
export function exchange(url: string, { method, headers, content, signal }: Outgoing): Promise<Incoming> {
  return new Promise((resolve, reject) => {
    // Told beforehand, as a client that knows the whole body does; without it a DELETE would have none.
    const length = content && { 'content-length': content.byteLength };
    const call = request(url, { method, headers: { ...headers, ...length }, agent, signal }, (answer) => {
      read(answer).then(resolve, reject);
    });
    call.on('error', reject);
    call.end(content);
  });
}

async function read(answer: IncomingMessage): Promise<Incoming> {
  const parts: Uint8Array[] = [];
  for await (const part of answer) parts.push(part);
  const { statusCode: status = 0 } = answer;
  return {
    status,
    headers: new Headers(pairs(answer.rawHeaders)),
    bytes: new Uint8Array(Buffer.concat(parts)),
  };
}

/** Names and values, which node:http tells one after the other. */
function pairs(raw: string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? '']);
}
