import { z } from 'zod';
import { boolean, optional, secret } from '../http/input/fields.ts';

/** Ours have some hundred letters. */
export const tokenOnly = z.object({ token: secret({ maxLength: 2000 }) });

export const logOut = z.object({ all: optional(boolean()) });
