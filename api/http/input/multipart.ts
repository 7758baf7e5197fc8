import busboy from 'busboy';
import { ParseError } from '../errors.ts';
import { decodeUtf8 } from './utf8.ts';

/** A file part, judged by its bytes and never by the name or type it claims. */
export interface UploadedFile {
  bytes: Buffer;
  /** Another file came under the same name: to let the last win would lose one in silence. */
  isRepeated: boolean;
}

/** What came as JSON is never one: it holds no Buffer. */
export function isUploadedFile(value: unknown): value is UploadedFile {
  return typeof value === 'object' && value !== null && 'bytes' in value && Buffer.isBuffer(value.bytes);
}

/**
 * A multipart body (RFC 7578) as an object: text parts as strings, file parts as UploadedFile; of repeated names the
 * last wins. The bytes are already bounded by the caller.
 */
export function parseMultipart(bytes: Buffer, contentType: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const entries: [string, unknown][] = [];
    const fail = () => reject(new ParseError('Multipart form parse error - the body is not well formed.'));
    try {
      // latin1 keeps every byte, so that what is not UTF-8 can be refused rather than replaced.
      const limits = { parts: 100, fieldSize: bytes.length, fileSize: bytes.length };
      const parser = busboy({ headers: { 'content-type': contentType }, defCharset: 'latin1', limits });
      parser.on('field', (name, value) => entries.push([name, value]));
      parser.on('file', (name, stream) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const isRepeated = entries.some(([other, value]) => other === name && isUploadedFile(value));
          entries.push([name, { bytes: Buffer.concat(chunks), isRepeated } satisfies UploadedFile]);
        });
        stream.on('error', fail);
      });
      parser.on('error', fail);
      parser.on('partsLimit', fail);
      parser.on('close', () => {
        try {
          resolve(Object.fromEntries(entries.map(([name, value]) => [name, decoded(value)])));
        } catch (error) {
          reject(error);
        }
      });
      parser.end(bytes);
    } catch {
      fail();
    }
  });
}

function decoded(value: unknown): unknown {
  return typeof value === 'string' ? decodeUtf8(Buffer.from(value, 'latin1')) : value;
}
