import { connect, type Socket } from 'node:net';
import { until } from './until.ts';

/** A connection on which a test writes what no HTTP client would. */
export interface RawConnection {
  write(part: string | Uint8Array): void;
  /** All that came so far. */
  received(): string;
  /** Resolves with all that came once it holds `text`; throws at a deadline with what it holds instead. */
  hears(text: string): Promise<string>;
  /** Resolves with all that came when the server has hung up. */
  ended(): Promise<string>;
  /** Reads nothing any more. */
  pause(): void;
  close(): void;
}

export async function rawConnection(server: { url: string }): Promise<RawConnection> {
  const { hostname, port } = new URL(server.url);
  const socket: Socket = connect({ host: hostname, port: Number(port) });
  let text = '';
  let isEnded = false;
  socket.setEncoding('latin1');
  socket.on('data', (part: string) => {
    text += part;
  });
  // A server that hangs up on what is still being written resets the connection.
  socket.on('error', () => {});
  socket.on('close', () => {
    isEnded = true;
  });
  return {
    write: (part) => void socket.write(part),
    received: () => text,
    async hears(part) {
      return until(() => text, { what: `"${part}" arrives`, is: (all) => all.includes(part) });
    },
    async ended() {
      return until(() => text, { what: 'the server hangs up', is: () => isEnded });
    },
    pause: () => void socket.pause(),
    close: () => void socket.destroy(),
  };
}
