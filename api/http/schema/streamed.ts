import { z } from 'zod';
import type { ZodOpenApiContentObject, ZodOpenApiMediaTypeObject } from 'zod-openapi';

/** An answer that has no end. */
interface Streamed {
  /** All of it, for tools that know of no pieces. */
  whole: z.ZodString;
  /** Each of its pieces; with a name, as it is referred to. */
  piece: z.ZodType;
}

/** By media type. */
export type Streams = Readonly<Record<string, Streamed>>;

/**
 * The keyword of OpenAPI 3.2 for a piece of what comes piece by piece, as an extension of 3.1. Tools that read bodies know the whole by its
 * `schema`: without one it could be anything to them, and so could the JSON that a poll is answered with.
 */
export const ofPieces = 'x-itemSchema';

export function streamedContent(streams: Streams): ZodOpenApiContentObject {
  return Object.fromEntries(
    Object.entries(streams).map(([type, { whole, piece }]): [string, ZodOpenApiMediaTypeObject] => [
      type,
      { schema: whole, [ofPieces]: { $ref: `#/components/schemas/${nameOf(piece)}` } },
    ]),
  );
}

/** The schemas that the content refers to, by name. */
export function piecesOf(all: readonly Streams[]): Record<string, z.ZodType> {
  const pieces = all.flatMap((streams) => Object.values(streams).map(({ piece }) => piece));
  return Object.fromEntries(pieces.map((piece) => [nameOf(piece), piece]));
}

function nameOf(piece: z.ZodType): string {
  const { id } = z.globalRegistry.get(piece) ?? {};
  if (id === undefined) throw new Error('A piece of a stream has no name.');
  return id;
}
