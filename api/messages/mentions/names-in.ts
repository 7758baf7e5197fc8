import { namesThatBegin } from '../../members/named-members.ts';

/** Whoever names more means everyone. */
const mostPlaces = 50;
/** So many words has no name that anybody would type; with the places it bounds what one message has looked up. */
const mostWords = 8;
/** In UTF-16 code units, more than any name has; so much of the text behind an @ is looked at. */
const mostBehind = 400;

const link = /https?:\/\/\S+/giu;
/** Not within a word, and not in the address of a mail. */
const place = /(?<![\p{L}\p{N}\p{M}_@+-])@(?=\S)/gu;

/**
 * For each @ that may name somebody, the keys of the names that may be meant, the shortest first. Time and answer are bounded whatever
 * the text.
 */
export function namesIn(text: string): string[][] {
  const places: string[][] = [];
  const said = text.replace(link, ' ');
  for (const { index } of said.matchAll(place)) {
    places.push(namesThatBegin(said.slice(index + 1, index + 1 + mostBehind), mostWords));
    if (places.length === mostPlaces) break;
  }
  return places;
}
