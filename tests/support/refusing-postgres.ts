import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/**
 * Something on the port of a PostgreSQL that refuses whoever comes, with an error of the real one's shape: the embedded server
 * trusts everybody, so it never says these. Repeats in its words whatever it was told.
 */
export async function startRefusingPostgres(code: string): Promise<{ port: number; close(): Promise<void> }> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const isPassword = data[0] === 'p'.charCodeAt(0);
      if (isPassword) socket.end(errorMessage(code, `refused: ${data.subarray(5).toString('latin1')}`));
      else socket.write(message('R', Buffer.from([0, 0, 0, 3])));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

function errorMessage(code: string, text: string): Buffer {
  const fields = `SFATAL\0C${code}\0M${text.replaceAll('\0', '')}\0\0`;
  return message('E', Buffer.from(fields, 'latin1'));
}

/** Section 54.7 of its manual: a letter, the length with itself, the content. */
function message(letter: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}
