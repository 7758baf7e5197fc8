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

interface Part {
  bytes: Buffer;
  isFile: boolean;
}

/**
 * A multipart body (RFC 7578) as an object: text parts as strings, file parts as UploadedFiles; of repeated names the
 * last text wins, and of files none is lost. Where a name has files, a text of that name is one of them, so that whoever takes files judges it, too.
 * The bytes are already bounded by the caller.
 */
export function parseMultipart(bytes: Buffer, contentType: string): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const named = new Map<string, Part[]>();
    const fail = () => reject(new ParseError('Multipart form parse error - the body is not well formed.'));
    const add = (name: string, part: Part): Part => {
      const parts = named.get(name) ?? [];
      named.set(name, parts);
      parts.push(part);
      return part;
    };
    try {
      // latin1 keeps every byte, so that what is not UTF-8 can be refused rather than replaced.
      const limits = { parts: 100, fieldSize: bytes.length, fileSize: bytes.length };
      const parser = busboy({ headers: { 'content-type': contentType }, defCharset: 'latin1', limits });
      parser.on('field', (name, value) => add(name, { bytes: Buffer.from(value, 'latin1'), isFile: false }));
      parser.on('file', (name, stream) => {
        const chunks: Buffer[] = [];
        const part = add(name, { bytes: Buffer.alloc(0), isFile: true });
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          part.bytes = Buffer.concat(chunks);
        });
        stream.on('error', fail);
      });
      parser.on('error', fail);
      parser.on('partsLimit', fail);
      parser.on('close', () => {
        try {
          resolve(Object.fromEntries([...named].map(([name, parts]) => [name, contentOf(parts)])));
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

function contentOf(parts: readonly Part[]): string | UploadedFiles {
  if (!parts.some(({ isFile }) => isFile)) return decodeUtf8(parts.at(-1)?.bytes ?? Buffer.alloc(0));
  const given = parts.filter(({ isFile, bytes }) => isFile || bytes.length > 0);
  return { files: given.map(({ bytes }) => bytes) };
}
