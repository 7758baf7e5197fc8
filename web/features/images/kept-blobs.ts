/**
 * Where images wait that are not sent yet: the outbox holds what is said of them, and is too small for their bytes. Each
 * person has a place of their own, which goes with their log-out and with nobody else's.
 */
const databaseOf = (userId: number) => `holdline.${userId}`;
const storeName = 'images';

/** Chosen and then forgotten: nobody comes back for them after that. */
const maxAgeMs = 7 * 24 * 60 * 60_000;

interface KeptBlob {
  /** Bytes and a type: not every browser keeps a Blob. */
  bytes: ArrayBuffer;
  type: string;
  keptAtMs: number;
}

/** Keeps the bytes over reloads and for other tabs. Tells whether it could: private windows may have no such place. */
export async function keepBlob(userId: number, clientId: string, blob: Blob): Promise<boolean> {
  try {
    const kept: KeptBlob = { bytes: await blob.arrayBuffer(), type: blob.type, keptAtMs: Date.now() };
    await inStore(userId, 'readwrite', (store) => store.put(kept, clientId));
    return true;
  } catch {
    // Refused or full.
    return false;
  }
}

/** Null: there is nothing of that name, or nothing can be read. */
export async function readBlob(userId: number, clientId: string): Promise<Blob | null> {
  try {
    const kept: KeptBlob | undefined = await inStore(userId, 'readonly', (store) => store.get(clientId));
    return kept ? new Blob([kept.bytes], { type: kept.type }) : null;
  } catch {
    // As if nothing were kept.
    return null;
  }
}

export async function dropBlob(userId: number, clientId: string): Promise<void> {
  try {
    await inStore(userId, 'readwrite', (store) => store.delete(clientId));
  } catch {
    // What could not be kept need not be dropped.
  }
}

/** Drops what has been lying there for long, left by a page that ended before it could. */
export async function dropOldBlobs(userId: number): Promise<void> {
  try {
    await inStore(userId, 'readwrite', (store) => {
      const walk = store.openCursor();
      walk.addEventListener('success', () => {
        const cursor = walk.result;
        if (!cursor) return;
        if (cursor.value.keptAtMs < Date.now() - maxAgeMs) cursor.delete();
        cursor.continue();
      });
      return walk;
    });
  } catch {
    // Nothing is kept here.
  }
}

/** One transaction, on disk when this resolves. */
async function inStore<Found>(
  userId: number,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<Found>,
): Promise<Found> {
  const database = await open(userId);
  try {
    return await new Promise<Found>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = act(transaction.objectStore(storeName));
      transaction.addEventListener('complete', () => resolve(request.result));
      transaction.addEventListener('abort', () => reject(transaction.error));
    });
  } finally {
    // An open connection would keep the logging out from deleting it all.
    database.close();
  }
}

function open(userId: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseOf(userId), 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(storeName));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
