import { nameSkeletons, visibleName } from '../db/name-skeleton.ts';

/**
 * The form in which names are looked up and sorted: whatever the case of the letters and the form they are written in (NFKC). What
 * only looks the same is found by its skeleton (skeleton-queries.ts).
 */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** Marks stand on a letter; without one they are strokes on whatever is before them on the screen. */
const marks = /\p{Mn}/gu;

/** Of a name of which nobody would see anything. */
export function isInvisible(name: string): boolean {
  return visibleName(name).replace(marks, '').trim() === '';
}

/** Direction and control characters would turn a name around, or hide part of it. */
const unprintable = /[\p{Cc}\p{Cf}]/u;
/** Joiners shape Persian and Indic words and make one emoji of several; a name that differs by them alone is not another name. */
const joiners = /[\u200c\u200d]/g;

/** Whether a name would be drawn as something else than it says. */
export function isDeceptive(name: string): boolean {
  return unprintable.test(name.replace(joiners, ''));
}

/** Ours, or a word that the page puts where a name stands. Whoever wore one would speak for the server. */
const ourWords = ['Holdline', 'Deleted user', 'Deleted', 'System', 'Server', 'Everyone', 'Lobby', 'You'];
/** Those who run the place. An account may be called so, as it is theirs for good; anybody may be a guest for a minute. */
const roleWords = [
  'Owner',
  'Admin',
  'Administrator',
  'Moderator',
  'Mod',
  'Staff',
  'Support',
  'Security',
  'Root',
];

const reserved = new Set(ourWords.flatMap(nameSkeletons));
const notForGuests = new Set(roleWords.flatMap(nameSkeletons));
/** What a deleted user is called, as a skeleton: digits may have become letters. */
const deletedName = /^deleted-[\dlo]+$/;

/**
 * What we call a guest (accounts/guests.ts). Free again when the guest gets an account, and then nobody's: whoever was told the old
 * name may still whisper to it.
 */
const guestName = /^guest-[0-9a-z]{10}$/;
/** What we call a bot (bots/make-bot.ts). */
const botName = /^bot-[0-9a-z]{10}$/;

/** Whether a name looks like one that is nobody's to take. */
export function isReserved(name: string, isGuest: boolean): boolean {
  if (guestName.test(nameKey(name)) || botName.test(nameKey(name))) return true;
  return nameSkeletons(name).some(
    (one) => reserved.has(one) || deletedName.test(one) || (isGuest && notForGuests.has(one)),
  );
}
