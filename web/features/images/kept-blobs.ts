import { del, get, keys, promisifyRequest, set, type UseStore } from 'idb-keyval';

/** Chosen and then forgotten: nobody comes back for them after that. */
const maxAgeMs = 7 * 24 * 60 * 60_000;

interface KeptBlob {
  /** Bytes and a type: not every browser keeps a Blob. */
  bytes: ArrayBuffer;
  type: string;
  keptAtMs: number;
}

/** Keeps the bytes over reloads and for other tabs. Tells whether it could: private windows may have no such place. */
export async function keepBlob(userId: number, key: string, blob: Blob): Promise<boolean> {
  try {
    const kept: KeptBlob = { bytes: await blob.arrayBuffer(), type: blob.type, keptAtMs: Date.now() };
    await set(key, kept, storeOf(userId));
    return true;
  } catch {
    // Refused or full.
    return false;
  }
}

/** Null: there is nothing of that name, or nothing can be read. */
export async function readBlob(userId: number, key: string): Promise<Blob | null> {
  try {
    const kept = await get<KeptBlob>(key, storeOf(userId));
    return kept ? new Blob([kept.bytes], { type: kept.type }) : null;
  } catch {
    // As if nothing were kept.
    return null;
  }
}

export async function dropBlob(userId: number, key: string): Promise<void> {
  try {
    await del(key, storeOf(userId));
  } catch {
    // What could not be kept need not be dropped.
  }
}

/** Drops what has been lying there for long, left by a page that ended before it could. One at a time: they are large. */
export async function dropOldBlobs(userId: number): Promise<void> {
  const store = storeOf(userId);
  try {
    for (const key of await keys(store)) {
      const kept = await get<KeptBlob>(key, store);
      if (kept && kept.keptAtMs < Date.now() - maxAgeMs) await del(key, store);
    }
  } catch {
    // Nothing is kept here.
  }
}

/**
 * Where images wait that are not sent yet: the outbox holds what is said of them, and is too small for their bytes. Each
 * person has a database of their own, which goes with their log-out and with nobody else's. The library's own store stays
 * open, and would keep the logging out from deleting it all; this one is closed after each use.
 */
function storeOf(userId: number): UseStore {
  return async (mode, act) => {
    const opening = indexedDB.open(`holdline.${userId}`);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('images'));
    const database = await promisifyRequest(opening);
    try {
      return await act(database.transaction('images', mode).objectStore('images'));
    } finally {
      database.close();
    }
  };
}
