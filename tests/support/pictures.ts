import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Pictures to upload, drawn here so that each test sees what is in them. */
export type Format = 'png' | 'jpeg' | 'gif' | 'webp';

interface Size {
  width: number;
  height: number;
}

/** The left half red, the right half blue: whoever turns it can be found out. */
function redAndBlue({ width, height }: Size): Sharp {
  const half = Math.round(width / 2);
  const red = { create: { width: half, height, channels: 3 as const, background: 'red' } };
  return sharp({ create: { width, height, channels: 3, background: 'blue' } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
}

export function picture(
  format: Format | 'tiff' | 'avif',
  size: Size = { width: 64, height: 48 },
): Promise<Buffer> {
  return redAndBlue(size).toFormat(format).toBuffer();
}

/** Each frame brighter than the one before. */
export function animation(format: 'gif' | 'webp', frames: number, { width, height }: Size): Promise<Buffer> {
  const shades = Array.from({ length: frames }, (_, i) =>
    Buffer.alloc(width * height * 3, ((i + 1) * 255) / frames),
  );
  const raw = { width, height: height * frames, channels: 3 as const, pageHeight: height };
  const delay = Array<number>(frames).fill(100);
  return sharp(Buffer.concat(shades), { raw }).toFormat(format, { delay }).toBuffer();
}

/** As a camera makes them: a place, a name, and which side is up (EXIF 2.3, section 4.6.6). */
export function cameraPhoto(size: Size, orientation = 1): Promise<Buffer> {
  const place = { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100', GPSLongitudeRef: 'W' };
  return redAndBlue(size)
    .jpeg()
    .withExif({ IFD0: { Copyright: 'secret-owner', Software: 'secret-camera' }, IFD3: place })
    .withMetadata({ orientation })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret-xmp/></x:xmpmeta>')
    .toBuffer();
}

/** Hardly compressible, so that its size is nearly that of its pixels. */
export function noise({ width, height }: Size, random: () => number): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: width * height * 3 }, () => random() * 256));
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

/** A bomb: a few bytes whose header claims any size, with black pixels for as long as they last. */
export function pngThatClaims({ width, height }: Size): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const pixels = deflateSync(Buffer.alloc(1_000_000));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([ends.subarray(0, 4), content, ends.subarray(4)]);
}

export function dataUrl(bytes: Buffer, type = 'image/png'): string {
  return `data:${type};base64,${bytes.toString('base64')}`;
}

/** An animation of one pixel a frame, on a canvas of any size (GIF89a, sections 18 to 23). */
export function gifThatClaims({ width, height }: Size, frames: number): Buffer {
  const start = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  start.writeUInt16LE(width, 6);
  start.writeUInt16LE(height, 8);
  const delay = '\x21\xf9\x04\x04\x0a\0\0\0';
  const frame = Buffer.from(`${delay}\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0`, 'latin1');
  return Buffer.concat([start, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')]);
}

/** Further bytes behind the end of a picture, which viewers pass over. */
export function padded(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
}
