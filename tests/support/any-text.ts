import fc from 'fast-check';

/** Every character but halves of pairs, as `fc.string({ unit: 'binary' })`, which makes a map of a million in each worker first. */
export function anyText(maxLength = 10): fc.Arbitrary<string> {
  // Above the halves the numbers go on.
  const character = fc.nat(0x10ffff - 0x800).map((n) => String.fromCodePoint(n < 0xd800 ? n : n + 0x800));
  return fc.array(character, { maxLength }).map((characters) => characters.join(''));
}
