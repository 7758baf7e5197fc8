import busboy from 'busboy';
import { ParseError } from '../errors.ts';
import { decodeUtf8 } from './utf8.ts';

/** The file parts of one name, in order, judged by their bytes and never by the names or types they claim. */
export interface UploadedFiles {
  files: readonly Buffer[];
}

/** What came as JSON never is that: it holds no Buffer. */
export function areUploadedFiles(value: unknown): value is UploadedFiles {
  if (typeof value !== 'object' || value === null || !('files' in value)) return false;
  return Array.isArray(value.files) && Buffer.isBuffer(value.files[0]);
}

/**
 * A multipart body (RFC 7578) as an object: text parts as strings, file parts as UploadedFiles; of repeated names the
 * last text wins, and of files none is lost. The bytes are already bounded by the caller.
 */
export function parseMultipart(bytes: Buffer, contentType: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const entries: [string, unknown][] = [];
    const uploads = new Map<string, Buffer[]>();
    const fail = () => reject(new ParseError('Multipart form parse error - the body is not well formed.'));
    try {
      // latin1 keeps every byte, so that what is not UTF-8 can be refused rather than replaced.
      const limits = { parts: 100, fieldSize: bytes.length, fileSize: bytes.length };
      const parser = busboy({ headers: { 'content-type': contentType }, defCharset: 'latin1', limits });
      parser.on('field', (name, value) => entries.push([name, value]));
      parser.on('file', (name, stream) => {
        const chunks: Buffer[] = [];
        const files = uploads.get(name) ?? [];
        uploads.set(name, files);
        const place = files.push(Buffer.alloc(0)) - 1;
        entries.push([name, { files } satisfies UploadedFiles]);
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          files[place] = Buffer.concat(chunks);
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
