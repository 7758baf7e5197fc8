import { createHash } from 'node:crypto';
import unhomoglyph from 'unhomoglyph';

/**
 * What is left of a name when everything that the eye passes over is taken away, so that two names which look alike leave the
 * same. Kept in the table `name_skeletons`: whoever changes anything here, or the version of the table of look-alikes, adds a
 * migration that makes the rows anew.
 */

/**
 * Nothing to see: default-ignorable code points (Hangul fillers and variation selectors among them), format and control
 * characters, rings and keycaps around a letter, and the Braille pattern without a dot.
 */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Me}\u2800]/gu;

/** As it is seen: NFKC makes one of the wide, the round and the ligatured; white space is one space. */
export function visibleName(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').replace(unseen, '').replace(/ +/g, ' ').trim();
}

/**
 * What the name looks like (UTS #39 section 4) as it stands, in small letters and in capitals, because case changes what a letter
 * looks like: "I" is an "l" and "i" is not, a Cyrillic "В" is a "B" and "в" is not. Names with one in common look alike.
 */
export function nameSkeletons(name: string): string[] {
  const visible = visibleName(name);
  const small = visible.toLowerCase();
  return [
    ...new Set([
      skeleton(visible),
      caselessSkeleton(visible),
      caselessSkeleton(small),
      skeleton(small.toUpperCase()),
    ]),
  ];
}

/** The same as digests: an index entry of one size, whatever a name unfolds into, and one in which nobody's name is kept. */
export function skeletonKeys(name: string): string[] {
  return nameSkeletons(name).map((one) => createHash('sha256').update(one).digest('base64url'));
}

function skeleton(text: string): string {
  const letters = plain(text).normalize('NFD').replace(dotted, '');
  return plain(unhomoglyph(letters)).normalize('NFD').replace(dotted, '');
}

/** A dot above a letter that has one shows no more than the letter. */
const dotted = /(?<=[iIlj])\u0307/g;

/** Of two letters that look alike one may have a case that looks like a third; two rounds are enough for all there are. */
function caselessSkeleton(text: string): string {
  const once = skeleton(text).toLowerCase();
  return skeleton(once).toLowerCase();
}

/** The small capitals, in the order of the alphabet, which has none for "x": to the table they look like nothing else. */
const smallCapitals = [...'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ_ʏᴢ'];
/** The first of 26 letters each: white on black, round and square, and the halves of flags. */
const pictured = [0x1f150, 0x1f170, 0x1f1e6];

function plain(text: string): string {
  return text.replace(
    /[\u{1f150}-\u{1f1ff}\u{a730}\u{a731}\u{a7af}\u0262-\u029f\u1d00-\u1d22]/gu,
    (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      const start = pictured.find((first) => code >= first && code < first + 26);
      const place = start === undefined ? smallCapitals.indexOf(letter) : code - start;
      return place < 0 ? letter : String.fromCharCode(0x61 + place);
    },
  );
}
