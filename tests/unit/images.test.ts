import { describe, expect, test } from 'vitest';
import { decodeDataUrl } from '../../api/images/data-url.ts';
import { imageType } from '../../api/images/image-type.ts';
import { isPossibleName, newImageName } from '../../api/images/name.ts';
import { picture } from '../support/pictures.ts';

describe('the type of an image', () => {
  test.for(['png', 'jpeg', 'gif', 'webp'] as const)('%s is known by how it begins', async (format) => {
    const bytes = await picture(format);
    expect(imageType(bytes)).toBe(format);
    expect(imageType(bytes.subarray(1))).toBeNull();
  });

  test('is unknown for what is too short or something else', () => {
    for (const text of ['', 'GIF', 'GIF88a', 'RIFF1234WAVE', 'RIFF1234', '<svg', '\x89PNG\n\x1a\n']) {
      expect(imageType(Buffer.from(text, 'latin1')), text).toBeNull();
    }
  });
});

describe('a data URL', () => {
  test('is decoded, whatever it says of the type and in any case', () => {
    for (const head of ['data:image/png;base64,', 'DATA:image/svg+xml;BASE64,']) {
      expect(decodeDataUrl(`${head}aGk=`)?.toString()).toBe('hi');
      expect(decodeDataUrl(`${head}aGkh`)?.toString()).toBe('hi!');
      expect(decodeDataUrl(`${head}aA==`)?.toString()).toBe('h');
      expect(decodeDataUrl(head)).toHaveLength(0);
    }
  });

  test('is refused when a decoder would have to guess', () => {
    for (const content of ['a', 'aGk', 'a===', '====', 'aG=k', 'aG k', 'aGk=\n', 'aGk_', 'aGk%']) {
      expect(decodeDataUrl(`data:image/png;base64,${content}`), content).toBeNull();
    }
    for (const url of ['', 'aGk=', 'data:,hi', 'data:image/png,aGk=', ' data:image/png;base64,aGk=']) {
      expect(decodeDataUrl(url), url).toBeNull();
    }
  });

  test('may be megabytes long, right or wrong', () => {
    const long = `data:image/png;base64,${'A'.repeat(8_000_000)}`;
    expect(decodeDataUrl(long)).toHaveLength(6_000_000);
    expect(decodeDataUrl(`${long}!!!!`)).toBeNull();
  });
});

test('names can’t be guessed, and what is no name is known before the database is asked', () => {
  const names = Array.from({ length: 1000 }, newImageName);
  expect(new Set(names).size).toBe(1000);
  expect(names.every(isPossibleName)).toBe(true);
  for (const text of ['', 'x', 'x'.repeat(22), `${'x'.repeat(20)}'`, `${'x'.repeat(20)}\0`]) {
    expect(isPossibleName(text), text).toBe(false);
  }
});
