import { hash, verify } from '@node-rs/argon2';
import commonPasswords from 'fxa-common-password-list';

/** argon2id with OWASP's first recommended cost (19 MiB, 2 passes): about 20 ms, off the main thread. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

/** Made at the first need; nothing opens it. */
let decoy: Promise<string> | null = null;

/**
 * Whether `password` opens `passwordHash`. With no hash (no such user) a decoy is tried instead, so that the answer
 * takes as long and nobody learns from the clock who has an account.
 */
export async function isPasswordCorrect(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hashPassword(String(Math.random()));
  const matches = await verify(passwordHash ?? (await decoy), password.normalize('NFKC'));
  return matches && passwordHash !== null;
}

const minLength = 8;

/** Django's password rules with Django's sentences; empty when the password will do. */
export function passwordProblems(password: string, owner: { username?: string; email?: string }): string[] {
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

/** Compares with the whole name and with each of its words, as the first half of an address is one. */
function looksLike(password: string, name: string | undefined): boolean {
  if (!name) return false;
  const parts = [name, ...name.split(/\W+/u)].filter((part) => part.length >= 3);
  return parts.some((part) => similarity(password.toLowerCase(), part.toLowerCase()) >= maxSimilarity);
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
