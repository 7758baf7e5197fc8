import type { Storage } from '../../browser/storage.ts';
import type { State } from '../state.ts';
import { type Outbox, type Outgoing, parseOutbox } from './outbox.ts';

/** What one browser keeps for one person. The newest are kept: the storage is small, and so is anyone's patience. */
const maxKept = 100;

const keyOf = (userId: number) => `holdline.unsent.${userId}`;

/** Here alone and only while the page lasts: no other tab could send it. */
const isOurs = ({ image }: Outgoing) => image?.isKept === false;

/** The outbox of whoever is logged in: the same in all tabs and after a reload, where the browser lets us keep it. */
export interface KeptOutbox {
  /** Brings back what this person had not sent, and follows what other tabs do until the signal ends it. */
  load(userId: number): void;
  /** In memory and in the storage, on top of what other tabs did meanwhile. */
  change(next: (outbox: Outbox) => Outbox): void;
  /** Nothing of it stays on this machine. */
  forget(): void;
}

/** `forgetImages` drops what the browser keeps of one person's images. */
export function keepOutbox(
  state: State,
  storage: Storage,
  forgetImages = (_userId: number) => {},
): KeptOutbox {
  let ownerId: number | null = null;
  /** Storage that is refused or full is not asked again: what it holds is no longer what we have. */
  let isKept = true;

  const read = (): Outbox => {
    const before = state.outbox.value;
    if (ownerId === null || !isKept || before.length >= maxKept) return before;
    const kept = parseOutbox(storage.read(keyOf(ownerId)));
    return kept ? [...kept, ...before.filter(isOurs)] : before;
  };

  const put = (outbox: Outbox): void => {
    state.outbox.value = outbox;
    if (ownerId === null) return;
    const kept = outbox.filter((outgoing) => !isOurs(outgoing));
    isKept = storage.write(keyOf(ownerId), kept.length > 0 ? kept.slice(-maxKept) : null);
  };

  return {
    load(userId) {
      if (userId !== ownerId) {
        state.outbox.value = [];
        [ownerId, isKept] = [userId, true];
        storage.watch(keyOf(userId), () => {
          if (ownerId === userId) state.outbox.value = read();
        });
      }
      state.outbox.value = read();
    },
    change: (next) => put(next(read())),
    forget() {
      put([]);
      if (ownerId !== null) forgetImages(ownerId);
      ownerId = null;
    },
  };
}
