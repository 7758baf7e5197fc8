import type { Place } from './place.ts';
import { toNumber, toPlace } from './place-number.ts';

/**
 * A cursor is a place in the log of one database: everything up to and including `position` has been read. Beside it
 * stands which presence state its holder has seen. Opaque to clients, so that its inside may change.
 */
export interface Cursor {
  databaseId: string;
  position: Place;
  /** Null where nothing of the state was shown: with a message, with a page of history. */
  state: StateMark | null;
}

/** Which presence state was shown: by which process and at which of its versions, and a digest that every node can compare. */
export interface StateMark {
  nodeId: string;
  version: number;
  digest: number;
}

/** The log does not have this place: it was pruned, or belongs to another database. */
export class CursorLost extends Error {}

export function encodeCursor({ databaseId, position, state }: Cursor): string {
  const mark = state ? `.${state.nodeId}.${state.version.toString(36)}.${state.digest.toString(36)}` : '';
  return Buffer.from(`${databaseId}.${toNumber(position)}${mark}`, 'latin1').toString('base64url');
}

const shape = /^([\w-]{1,32})\.(\d{1,15})(?:\.([\w-]{1,16})\.([0-9a-z]{1,10})\.([0-9a-z]{1,10}))?$/;

/** Null for anything that was never a cursor of ours. */
export function decodeCursor(cursor: string): Cursor | null {
  const match = shape.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match) return null;
  const [, databaseId = '', position, nodeId, version = '', digest = ''] = match;
  const state = nodeId
    ? { nodeId, version: Number.parseInt(version, 36), digest: Number.parseInt(digest, 36) }
    : null;
  return { databaseId, position: toPlace(Number(position)), state };
}
