import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  /** Status line and headers, without the blank line. */
  head: string;
  body: Buffer;
  /** Of head and body on the wire. */
  bytes: number;
}

interface Asked {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

const blankLine = '\r\n\r\n';
const nothing = Buffer.alloc(0);

/**
 * One HTTP/1.1 connection over a bare socket, one request at a time: fetch and node:http cost more than the servers that
 * are measured here, and would make a slow server look as fast as a quick one.
 */
export class Connection {
  #received: Buffer = nothing;
  #asked: Asked | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (part) => this.#read(part));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection.')));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1' });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends a whole request as it stands; rejects when the connection ends before its answer, or has ended. */
  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.socket.destroyed) throw new Error('The server has closed the connection.');
      this.#asked = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.#asked = null;
    this.socket.destroy();
  }

  #read(part: Buffer): void {
    const data = this.#received.length === 0 ? part : Buffer.concat([this.#received, part]);
    this.#received = data;
    const headEnd = data.indexOf(blankLine);
    if (headEnd < 0) return;
    const head = data.toString('latin1', 0, headEnd);
    const status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined && status !== 304 && status !== 204) {
      this.#fail(new Error(`An answer without Content-Length:\n${head}`));
      return;
    }
    const end = headEnd + blankLine.length + Number(length ?? 0);
    if (data.length < end) return;
    this.#received = data.subarray(end);
    const asked = this.#asked;
    this.#asked = null;
    asked?.resolve({ status, head, body: data.subarray(headEnd + blankLine.length, end), bytes: end });
  }

  #fail(error: Error): void {
    this.#asked?.reject(error);
    this.#asked = null;
  }
}

/** So many at a time that the server's queue of connections to be accepted (511 in Node) never overflows. */
const openAtOnce = 100;

export async function openConnections(port: number, count: number): Promise<Connection[]> {
  const all: Connection[] = [];
  while (all.length < count) {
    const more = Array.from({ length: Math.min(openAtOnce, count - all.length) }, () =>
      Connection.open(port),
    );
    all.push(...(await Promise.all(more)));
  }
  return all;
}
