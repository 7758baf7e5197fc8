import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Person } from './person.ts';
import { until } from './until.ts';

/** One piece of a stream of server-sent events; of an `id` without data, which is no event, `event` and `data` are undefined. */
export interface Frame {
  id?: string;
  event?: string;
  data?: unknown;
  retry?: string;
}

export interface Stream {
  status: number;
  headers: IncomingMessage['headers'];
  /** All that came so far. */
  text(): string;
  frames(): Frame[];
  /** The same as a schema knows them: `data` as it was sent, `retry` as a number. */
  pieces(): object[];
  /** Of a stream of lines: each as it is. */
  lines(): {
    cursor: string;
    events: { type: string; data: unknown }[];
    state: object;
    poll: { retry: number };
  }[];
  /** What has an event and is none of the stream's own. */
  events(): Frame[];
  isEnded(): boolean;
  /** Resolves when the server has ended it, or the connection is cut. */
  ended: Promise<void>;
  /** Takes nothing more of it, until `resume`. */
  pause(): void;
  resume(): void;
  close(): void;
}

interface StreamOptions {
  accept?: string;
  headers?: Record<string, string>;
  token?: string;
  method?: string;
  /** Ends it. */
  signal?: AbortSignal;
  /** Is told each line as it arrives, where the answer is a stream. */
  onLine?(line: string): void;
}

/** Asks for a stream of events, and resolves with the head of the answer, whatever it is. */
export function openStream(
  { token: own }: Pick<Person, 'token'>,
  url: string,
  { accept = 'text/event-stream', headers, token = own, method = 'GET', signal, onLine }: StreamOptions = {},
): Promise<Stream> {
  const sent = { accept, authorization: `JWT ${token}`, ...headers };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent: false, headers: sent, signal }, (answer) =>
      resolve(read(asked, answer, onLine)),
    );
    asked.on('error', reject).end();
  });
}

function read(asked: ClientRequest, answer: IncomingMessage, onLine?: (line: string) => void): Stream {
  let text = '';
  let told = 0;
  let isEnded = false;
  answer.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    if (!onLine || answer.statusCode !== 200) return;
    for (let end = text.indexOf('\n', told); end >= 0; end = text.indexOf('\n', told)) {
      onLine(text.slice(told, end));
      told = end + 1;
    }
  });
  const ended = new Promise<void>((resolve) => {
    answer
      .on('error', () => {})
      .once('close', () => {
        isEnded = true;
        resolve();
      });
  });
  const frames = () => text.split('\n\n').slice(0, -1).map(parseFrame);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    text: () => text,
    frames,
    pieces: () =>
      frames().map(({ data, retry, ...rest }) => ({
        ...rest,
        ...(data !== undefined && { data: JSON.stringify(data) }),
        ...(retry !== undefined && { retry: Number(retry) }),
      })),
    lines: () =>
      text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    events: () =>
      frames().filter(({ event }) => event !== undefined && event !== 'cursor' && event !== 'state'),
    isEnded: () => isEnded,
    ended,
    pause: () => void answer.pause(),
    resume: () => void answer.resume(),
    close: () => void asked.destroy(),
  };
}

function parseFrame(frame: string): Frame {
  const fields = frame.split('\n').flatMap((line) => {
    const [, name, value] = /^(\w+): (.*)$/.exec(line) ?? [];
    return name ? [[name, name === 'data' ? JSON.parse(value ?? '') : value]] : [];
  });
  return Object.fromEntries(fields);
}

/** For `openStream`: a stream of lines. */
export const ndjson = { accept: 'application/x-ndjson' };

/** With the place where it begins, and so after it is one of those who wait. */
export async function open(
  { url }: { url: string },
  reader: Pick<Person, 'token'>,
  path: string,
  options: StreamOptions = {},
): Promise<Stream> {
  const stream = await openStream(reader, url + path, options);
  await until(() => stream.text(), { what: 'the first piece of a stream' });
  return stream;
}

/** When so many events have come, those. */
export function eventsOfStream(stream: Stream, count: number): Promise<Frame[]> {
  return until(() => stream.events(), {
    what: `${count} events of a stream`,
    is: (events) => events.length >= count,
  });
}
