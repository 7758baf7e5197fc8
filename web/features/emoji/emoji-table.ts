import type { Emoji } from './find-emoji.ts';

/** Groups of emoji in the order of `emojiWords.groups`. The build puts them in (esbuild.emoji.mjs). */
export const table: readonly (readonly Emoji[])[] = [];
