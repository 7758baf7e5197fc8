import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type Coding, takes } from './accept-encoding.ts';

const packings = { gzip: promisify(gzip), br: promisify(brotliCompress) };

/** Nearly as small as at 11, in a tenth of the time: somebody waits for the first. */
const brotliQuality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** The smaller one first: who takes both gets it. */
const codings: Coding[] = ['br', 'gzip'];

/** A form in which a text goes out, with its Content-Encoding, if any. */
export interface Form {
  body: Buffer;
  coding: Coding | null;
}

/** What stays as it is for as long as the process lives, in each form, compressed once and on another thread. */
export class KeptForms {
  private constructor(
    readonly plain: Buffer,
    private readonly packed: Record<Coding, Buffer>,
  ) {}

  static async of(plain: Buffer): Promise<KeptForms> {
    const [zipped, br] = await Promise.all([packings.gzip(plain), packings.br(plain, brotliQuality)]);
    return new KeptForms(plain, { gzip: zipped, br });
  }

  /** The smallest that a caller takes, by its Accept-Encoding. */
  formFor(acceptEncoding: string | undefined): Form {
    const coding = codings.find((one) => takes(one, acceptEncoding)) ?? null;
    return { body: coding ? this.packed[coding] : this.plain, coding };
  }
}
