// Given to the processes of servers that tests start: what quick-argon2.ts is to the tests' own.
const argon2 = require('@node-rs/argon2');

const { hash } = argon2;
argon2.hash = (password, options) => hash(password, { ...options, memoryCost: 8, timeCost: 1 });
