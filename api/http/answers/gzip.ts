import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** RFC 1952: deflate, no name, no time, from no system in particular. */
const fileHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/**
 * The beginning of a text, compressed once and ended as often as one likes: what stands last is carried as it is, so that no
 * ending costs more than its own bytes.
 */
export class GzipBeginning {
  readonly #deflated: Buffer;
  readonly #checksum: number;
  readonly #length: number;

  private constructor(text: Buffer, deflated: Buffer) {
    this.#deflated = deflated;
    this.#checksum = crc32(text);
    this.#length = text.length;
  }

  /** Compresses on another thread. */
  static async of(text: Buffer): Promise<GzipBeginning> {
    // Flushed and not finished: it ends with a whole byte, behind which another block may stand.
    return new GzipBeginning(text, await deflate(text, { finishFlush: constants.Z_SYNC_FLUSH }));
  }

  get bytes(): number {
    return this.#deflated.length;
  }

  /** A whole gzip file of the text with this behind it, of at most 65,535 bytes: the last block, stored (RFC 1951 section 3.2.4). */
  endingWith(tail: Buffer): Buffer {
    const block = Buffer.alloc(5);
    block.writeUInt8(1, 0);
    block.writeUInt16LE(tail.length, 1);
    block.writeUInt16LE(0xffff - tail.length, 3);
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc32(tail, this.#checksum), 0);
    trailer.writeUInt32LE(this.#length + tail.length, 4);
    return Buffer.concat([fileHeader, this.#deflated, block, tail, trailer]);
  }
}
