import { z } from 'zod';
import { boolean, optional, secret } from '../http/input/fields.ts';

/** Ours have some hundred letters. */
const token = secret({ maxLength: 2000 });

export const tokenOnly = z.object({ token });

/** `refresh` is the word of simplejwt's clients, Djoser's. */
export const refreshToken = z.object({ token: optional(token), refresh: optional(token) });

export const logOut = z.object({ all: optional(boolean()) });
