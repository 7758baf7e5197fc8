/** What the browser keeps for us over reloads and between tabs, as JSON. */
export interface Storage {
  /** Undefined when it is refused or was not written by us; null when nothing is kept. */
  read(key: string): unknown;
  /** Null removes it. Tells whether it is kept now: storage may be full, or refused altogether. */
  write(key: string, value: unknown): boolean;
  /** Calls back when another tab wrote the key, until the signal ends it. */
  watch(key: string, onChange: () => void, end?: AbortSignal): void;
}

export function browserStorage(window: Window): Storage & { forgetImages(userId: number): void } {
  return {
    read(key) {
      try {
        return JSON.parse(window.localStorage.getItem(key) ?? 'null');
      } catch {
        // As if there were no storage.
        return undefined;
      }
    },
    write(key, value) {
      try {
        if (value === null) window.localStorage.removeItem(key);
        else window.localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch {
        // What was to be kept lasts as long as the page.
        return false;
      }
    },
    forgetImages(userId) {
      try {
        window.indexedDB.deleteDatabase(`holdline.${userId}`);
      } catch {
        // Refused, so nothing is kept there.
      }
    },
    watch(key, onChange, end) {
      // A null key: the other tab cleared everything.
      const onStorage = (event: StorageEvent) => {
        if (event.key === key || event.key === null) onChange();
      };
      window.addEventListener('storage', onStorage, end && { signal: end });
    },
  };
}
