import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameSkeletons, skeletonKeys, visibleName } from '../../api/db/name-skeleton.ts';
import { nameKey } from '../../api/users/names.ts';
import { anyText } from '../support/any-text.ts';

function lookAlike(one: string, other: string): boolean {
  return nameSkeletons(one).some((skeleton) => nameSkeletons(other).includes(skeleton));
}

describe('a name is worn by whoever looks like', () => {
  const lookAlikes: [as: string, by: string, how: string][] = [
    ['alice', 'ALICE', 'capitals'],
    ['alice', '  alice ', 'white space around it'],
    ['Robin Hood', 'Robin \u3000\u2009\t Hood', 'white space within'],
    ['alice', 'ａｌｉｃｅ', 'full width'],
    ['alice', '𝓪𝓵𝓲𝓬𝓮', 'mathematical letters'],
    ['alice', 'Ⓐⓛⓘⓒⓔ', 'letters in rings'],
    ['alice', '🅐🅛🅘🅒🅔', 'letters in black rings'],
    ['alice', '🅰🅻🅸🅲🅴', 'letters in black squares'],
    ['alice', '🇦🇱🇮🇨🇪', 'halves of flags'],
    ['alice', 'ᴀʟɪᴄᴇ', 'small capitals'],
    ['alice', 'a\u0488lice', 'something around a letter'],
    ['alice', 'аlice', 'a Cyrillic а'],
    ['alice', 'аlісе', 'Cyrillic а, і, с and е'],
    ['alice', 'ΑLICE', 'a Greek Α'],
    ['victor', 'νictor', 'a Greek ν'],
    ['Bob', 'Βob', 'a Greek Β'],
    ['Bob', 'ВОВ', 'Cyrillic capitals'],
    ['alice', 'aIice', 'an I for the l'],
    ['alice', 'a1ice', 'a 1 for the l'],
    ['alice', 'AL1CE', 'a 1 for the I'],
    ['alice', 'alıce', 'an i without its dot'],
    ['alice', 'ALİCE', 'an I with a dot'],
    ['alice', 'ali\u0307ce', 'an i with two dots'],
    ['bob', 'b0b', 'a zero'],
    ['Straße', 'STRASSE', 'capitals that are two'],
    ['alice', 'ALlCE', 'a small l among capitals'],
    ['mary', 'rnary', 'two letters that look like one'],
    ['MARY', 'rnary', 'two letters that look like a capital'],
    ['Ольга', 'ОЛЬГА', 'capitals of another script'],
    ['alice', 'a\u200blice', 'a zero-width space'],
    ['alice', 'a\u034flice', 'a combining grapheme joiner'],
    ['alice', 'alice\ufe0f', 'a variation selector'],
    ['alice', 'al\u00adice', 'a soft hyphen'],
    ['alice', '\u202ealice\u202c', 'direction overrides'],
    ['alice', '\u115falice', 'a Hangul filler'],
    ['alice', 'alice\u1160', 'another Hangul filler'],
    ['alice', 'alice\u3164', 'a filler of the compatible ones'],
    ['alice', 'alice\uffa0', 'a half-width filler'],
    ['alice', 'alice\u2800', 'Braille without a dot'],
    ['alice', 'alice\u{e0041}', 'a tag'],
    ['alice', 'alice\u180b', 'a Mongolian selector'],
  ];
  test.for(lookAlikes)('%j: %j, by %s', ([as, by]) => {
    expect(lookAlike(as, by)).toBe(true);
    expect(lookAlike(by, as)).toBe(true);
  });
});

describe('a name is not worn by', () => {
  const others: [string, string][] = [
    ['alice', 'alice 2'],
    ['alice', 'alicia'],
    ['drawn-i', 'drawn-l'],
    ['Ali', 'All'],
    ['Kai', 'Kal'],
    ['Robin Hood', 'RobinHood'],
    ['Rosé', 'Rose'],
    ['小明', '小朋'],
    ['Ольга', 'Олька'],
    ['bob', 'dod'],
    ['user 2', 'user 3'],
    ['👍', '👎'],
  ];
  test.for(others)('%j: %j', ([one, other]) => {
    expect(lookAlike(one, other)).toBe(false);
  });
});

test.for(['', ' ', '\u3164', '\u2800\u00a0', '\u200d', '\ufe0f\u034f'])(
  'nothing is to be seen of %j',
  (name) => {
    expect(visibleName(name)).toBe('');
  },
);

test('every name looks like itself in any case and form, by keys of one length', () => {
  fc.assert(
    fc.property(anyText(20), (name) => {
      for (const form of [name.toLowerCase(), name.normalize('NFD'), nameKey(name)]) {
        // What has no single small letter may differ from what it becomes; as the key compares it, it never does.
        if (nameKey(form) === nameKey(name)) expect(lookAlike(name, form)).toBe(true);
      }
      for (const key of skeletonKeys(name)) expect(key).toHaveLength(43);
    }),
  );
});
