import { describe, expect } from 'vitest';
import { signUp } from '../support/person.ts';
import { refusedFields, test } from './stage.ts';

describe('a password', () => {
  const tooShort = 'This password is too short. It must contain at least 8 characters.';
  const numeric = 'This password is entirely numeric.';
  const common = 'This password is too common.';
  const likeUsername = 'The password is too similar to the username.';
  const likeEmail = 'The password is too similar to the email address.';

  test.for([
    ['qz8-kV2', tooShort],
    ['8301746295031', numeric],
    ['password1', common],
    ['PASSWORD1', common],
    ['quillonby7', likeUsername],
    ['QuillonBy', likeUsername],
    ['quentinfoster1', likeEmail],
  ] as const)('%j is refused: %s', async ([weak, sentence], { nobody }) => {
    const body = { username: 'quillonby', email: 'quentinfoster@example.org', password: weak };
    expect(refusedFields(await nobody.post('/auth/users/', body)).password).toEqual([sentence]);
  });

  test.for([
    ['7300164', [tooShort, numeric]],
    ['12345678', [common, numeric]],
  ] as const)('%j is weak in two ways and hears of both', async ([weak, sentences], { nobody }) => {
    const reply = await nobody.post('/auth/users/', { username: 'weakling', password: weak });
    expect(refusedFields(reply).password?.toSorted()).toEqual(sentences.toSorted());
  });

  test('keeps the spaces at its ends', async ({ server, nobody }) => {
    const spaced = '  tea and biscuits ';
    const { username } = await signUp(server, 'spacey', { password: spaced });
    const logIn = (tried: string) => nobody.post('/auth/jwt/create/', { username, password: tried });
    expect((await logIn(spaced)).status).toBe(200);
    expect((await logIn(spaced.trim())).status).toBe(400);
  });
});
