import { connect, type Socket } from 'node:net';
import { until } from '../support/until.ts';
import { get } from './request.ts';

/** A stream of lines over a bare socket, of which only the bytes and what they hold are counted. */
export interface StreamConnection {
  /** Of the answer so far, on the wire. */
  bytes(): number;
  /** How often this text came. */
  count(text: string): number;
  close(): void;
}

/** As long as the request is, in bytes. */
export function streamRequest(token: string, cursor: string): string {
  const headers = { Authorization: `JWT ${token}`, Accept: 'application/x-ndjson' };
  return get(`/api/events/?cursor=${cursor}`, headers);
}

/** Asks for a stream on each request; resolves when all have begun. */
export async function openStreams(port: number, requests: readonly string[]): Promise<StreamConnection[]> {
  const streams = requests.map((request) => openStream(port, request));
  await until(() => streams.every((stream) => stream.count('"cursor"') > 0), {
    what: 'all streams have begun',
    deadlineMs: 60_000,
  });
  return streams;
}

function openStream(port: number, request: string): StreamConnection {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let received = '';
  socket.setEncoding('latin1').on('data', (piece: string) => {
    received += piece;
  });
  socket.write(request);
  return {
    bytes: () => received.length,
    count: (text) => received.split(text).length - 1,
    close: () => void socket.destroy(),
  };
}
