import { ParseError } from './errors.ts';

/** More pairs than any form of ours has; without a bound a megabyte of `&` is a million keys. */
const maxPairs = 1000;

/**
 * A urlencoded body (WHATWG URL, section 5) as an object; with repeated keys the last wins. Unlike URLSearchParams it
 * refuses percent-encoded bytes that are not UTF-8, instead of replacing them.
 */
export function parseForm(body: string): Record<string, string> {
  const pairs = body.split('&', maxPairs + 1);
  if (pairs.length > maxPairs) throw new ParseError(`The form has more than ${maxPairs} fields.`);
  const entries = pairs
    .filter((pair) => pair !== '')
    .map((pair) => {
      const cut = pair.indexOf('=');
      return cut < 0 ? [decode(pair), ''] : [decode(pair.slice(0, cut)), decode(pair.slice(cut + 1))];
    });
  return Object.fromEntries(entries);
}

function decode(part: string): string {
  const spaced = part.replaceAll('+', ' ');
  try {
    // A stray % stands for itself, as in browsers; bytes that are not UTF-8 do not.
    return decodeURIComponent(spaced.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    throw new ParseError('The form is not valid UTF-8.');
  }
}
