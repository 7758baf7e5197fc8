import '../parts/every-page.ts';
import type { FieldErrors } from '../../net/wire.ts';
import { fieldSentence } from '../../words/en/fields.ts';

/** What the server says of each field, in words for people. */
export function inWordsForPeople(fields: FieldErrors): FieldErrors {
  return Object.fromEntries(
    Object.entries(fields).map(([name, said]) => [name, [...new Set(said.map(fieldSentence))]]),
  );
}
