import { z } from 'zod';
import { boolean, optional, secret } from '../http/input/fields.ts';
import { time } from '../http/schema/answer-fields.ts';

/** Ours have some hundred letters. */
const givenToken = secret({ maxLength: 2000 }).meta({ example: 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl' });

export const tokenOnly = z.object({ token: givenToken }).meta({ id: 'TokenOnly' });

/** `refresh` is the word of simplejwt's clients, Djoser's. */
export const refreshToken = z
  .object({ token: optional(givenToken), refresh: optional(givenToken) })
  .meta({ id: 'RefreshToken', example: { token: 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl' } });

export const logOut = z
  .object({ all: optional(boolean().meta({ description: 'Every token of the user.' })) })
  .meta({ id: 'LogOut', example: {} });

/** A JWT. */
export const token = () => z.string().meta({ example: 'eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl' });

export const knownToken = z.object({ token: token(), expires_at: time() }).meta({ id: 'KnownToken' });

/** Under simplejwt's names as well. */
export const refreshedToken = knownToken
  .extend({ access: token(), refresh: token() })
  .meta({ id: 'RefreshedToken' });
