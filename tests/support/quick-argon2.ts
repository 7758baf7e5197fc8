import { createRequire } from 'node:module';

/**
 * In place of @node-rs/argon2 in the tests' own processes (vitest.config.ts): the real thing at the least cost that it takes. Thousands
 * of people sign up in the tests, and the true cost made that half of all the work. What it truly is has a test of
 * its own, and servers pay it where a test is about that (`hashesPasswords`).
 */
const real: typeof import('@node-rs/argon2') = createRequire(import.meta.url)('@node-rs/argon2');

export const hash: typeof real.hash = (password, options) =>
  real.hash(password, { ...options, memoryCost: 8, timeCost: 1 });

export const { verify } = real;
