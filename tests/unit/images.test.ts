import { describe, expect, test } from 'vitest';
import { ServiceUnavailable } from '../../api/http/errors.ts';
import { decodeDataUrl } from '../../api/images/data-url.ts';
import { imageType } from '../../api/images/image-type.ts';
import { isPossibleName, newImageName } from '../../api/images/name.ts';
import { oneAtATime } from '../../api/images/one-at-a-time.ts';
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

describe('a line before some work', () => {
  /** Each piece of work goes on until it is told how it ends. */
  function work(maxWaiting: number) {
    const begun: string[] = [];
    const ends: ((error?: Error) => void)[] = [];
    const enter = oneAtATime((item: string) => {
      begun.push(item);
      return new Promise<string>((resolve, reject) => {
        ends.push((error) => (error ? reject(error) : resolve(item.toUpperCase())));
      });
    }, maxWaiting);
    return { begun, ends, enter };
  }

  test('lets one at a time through, in the order of arrival', async () => {
    const { begun, ends, enter } = work(5);
    const all = ['a', 'b', 'c'].map(enter);
    for (const [i, result] of all.entries()) {
      await Promise.resolve().then(() => {});
      expect(begun).toHaveLength(i + 1);
      ends[i]?.();
      expect(await result).toBe('ABC'[i]);
    }
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  test('goes on after a failure', async () => {
    const { ends, enter } = work(5);
    const [first, second] = ['a', 'b'].map(enter);
    await Promise.resolve();
    ends[0]?.(new Error('broken'));
    await expect(first).rejects.toThrow('broken');
    await Promise.resolve();
    ends[1]?.();
    expect(await second).toBe('B');
  });

  test('has an end, and is open again when someone has gone', async () => {
    const { ends, enter } = work(1);
    const [first] = ['a', 'b'].map(enter);
    await expect(enter('c')).rejects.toThrow(ServiceUnavailable);
    ends[0]?.();
    await first;
    void enter('d');
    await expect(enter('e')).rejects.toThrow(ServiceUnavailable);
  });
});
