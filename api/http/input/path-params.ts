import { z } from 'zod';
import { NotFound } from '../errors.ts';

/**
 * What may stand in the places of a path. A name means the same in every path, so a route says nothing more of it. What can't
 * be one is a 404 before anything is looked up.
 */
const places = {
  /** A chat's address, made by us or chosen. */
  uri: (text) => match(/^[A-Za-z0-9-]{3,64}$/, text),
  /** An invite's code. */
  code: (text) => match(/^[\w-]{1,64}$/, text),
  /** A bot's. */
  key: (text) => match(/^\w{1,64}$/, text),
  /** An image's. */
  name: (text) => match(/^[\w-]{1,64}$/, text),
  /** Fifteen digits are exact in a number, and beyond every real id. */
  id: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
  /** The longest username is 150; in letters and accents apart it is up to four times that. */
  username: (text) => readable(text, 600),
  /** The longest, a family or a flag, is well below this. For what is none the route has a better word than 404. */
  emoji: (text) => readable(text, 64) ?? '',
} satisfies Record<string, (text: string) => unknown>;

type Places = typeof places;

/** What the API's document says of them; what can't be read above stays what counts. */
export const describedPlaces: Record<keyof Places, z.ZodType> = {
  uri: z.string().meta({ description: "A chat's address.", example: 'kSPlGGSJVDvW9scCCdGEWA' }),
  code: z.string().meta({ description: "An invite's code.", example: 'h3Jk9vQx2LmN' }),
  key: z.string().meta({
    description: "A bot's key.",
    example: 'hlb_9tq3K5Vd0mXwQe7sR1yUcZb8NfLh2JgA4pTkViOn',
  }),
  name: z.string().meta({ description: "An image's name.", example: 'V1StGXR8_Z5jdHi6B-myT' }),
  id: z
    .int()
    .min(0)
    .meta({ description: 'The id of a message, or of what else the path names.', example: 7 }),
  username: z.string().meta({ description: "Someone's username.", example: 'bob' }),
  emoji: z.string().meta({ description: 'One emoji.', example: '👍' }),
};
type Place = keyof Places;

/** `'/chats/:uri/:id/'` has places named `uri` and `id`. A name that is no Place gives a value that nobody can use. */
type NameIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NameIn<Rest>
  : never;

/** The places of a path with what stands there. */
export type PathParams<Path extends string> = {
  [Name in NameIn<Path> & Place]: Exclude<ReturnType<Places[Name]>, undefined>;
};

/** Reads a path's places; the returned function throws NotFound for what can't stand there. Throws for a path with other names. */
export function pathParamsOf<Path extends string>(path: Path) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const unknown = names.find((name) => !Object.hasOwn(places, name));
  if (unknown !== undefined) throw new Error(`path-params.ts says nothing of ":${unknown}" in ${path}.`);
  return (raw: Record<string, string | undefined>): PathParams<Path> => {
    const read = names.map((name) => [name, places[name as Place](raw[name] ?? '')] as const);
    if (read.some(([, value]) => value === undefined)) throw new NotFound();
    return Object.fromEntries(read) as PathParams<Path>;
  };
}

function match(pattern: RegExp, text: string): string | undefined {
  return pattern.test(text) ? text : undefined;
}

/** Databases take neither NUL nor half a character. */
function readable(text: string, maxLength: number): string | undefined {
  const isReadable = text !== '' && text.length <= maxLength && text.isWellFormed() && !text.includes('\0');
  return isReadable ? text : undefined;
}
