import commonPasswords from 'fxa-common-password-list';

const minLength = 8;

/** Django's password rules with Django's sentences; empty when the password will do. */
export function passwordProblems(
  password: string,
  owner: { username?: string | undefined; email?: string | undefined },
): string[] {
  const problems: string[] = [];
  if (looksLike(password, owner.username)) problems.push('The password is too similar to the username.');
  if (looksLike(password, owner.email)) problems.push('The password is too similar to the email address.');
  if ([...password].length < minLength) {
    problems.push(`This password is too short. It must contain at least ${minLength} characters.`);
  }
  if (commonPasswords.test(password.toLowerCase())) problems.push('This password is too common.');
  if (/^\d+$/.test(password)) problems.push('This password is entirely numeric.');
  return problems;
}

/** Django's threshold: this share of letters in common is too much. */
const maxSimilarity = 0.7;

/** Every word of a name is held against the whole password: 25,000 words and 100,000 letters took half a minute. */
const maxComparedLength = 300;
const maxComparedParts = 20;

/** Compares with the whole name and with each of its words, as the first half of an address is one. */
function looksLike(password: string, name: string | undefined): boolean {
  if (!name) return false;
  const given = password.slice(0, maxComparedLength).toLowerCase();
  const known = name.slice(0, maxComparedLength).toLowerCase();
  const parts = [known, ...known.split(/\W+/u, maxComparedParts)].filter((part) => part.length >= 3);
  return parts.some((part) => similarity(given, part) >= maxSimilarity);
}

/** Twice the letters that both have, whatever their order, over the letters of both: 1 for anagrams, 0 for strangers. */
function similarity(a: string, b: string): number {
  const left = new Map<string, number>();
  for (const letter of b) left.set(letter, (left.get(letter) ?? 0) + 1);
  let common = 0;
  for (const letter of a) {
    const count = left.get(letter) ?? 0;
    if (count === 0) continue;
    left.set(letter, count - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}
