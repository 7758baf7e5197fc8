import type { Storage } from '../../browser/storage.ts';

const key = 'holdline.broadcasts';
/** More are not listed. */
const maxKept = 50;

/** The broadcasts that were put away on this device; read or written by whichever version of this page. */
export function readPutAway(storage: Storage): readonly number[] {
  const kept = storage.read(key);
  return Array.isArray(kept) ? kept.filter((id): id is number => typeof id === 'number') : [];
}

/** Tells all that are, also where the browser does not let us keep them. */
export function putAway(storage: Storage, before: readonly number[], id: number): readonly number[] {
  const all = [...new Set([...readPutAway(storage), ...before, id])].slice(-maxKept);
  storage.write(key, all);
  return all;
}
