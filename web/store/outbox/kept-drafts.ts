import type { Storage } from '../../browser/storage.ts';
import type { State } from '../state.ts';
import { isAddressee } from './addressee.ts';
import { type Draft, noDraft } from './drafts.ts';

/** More chats than that nobody has half a sentence in. */
const maxKept = 20;

const keyOf = (userId: number) => `holdline.drafts.${userId}`;

/** The drafts of whoever is logged in, kept over reloads where the browser lets us. */
export interface KeptDrafts {
  load(userId: number): void;
  change(uri: string, changes: Partial<Draft>): void;
  /** To a chat's new uri. */
  move(from: string, to: string): void;
  /** Nothing of them stays on this machine. */
  forget(): void;
}

export function keepDrafts(state: State, storage: Storage): KeptDrafts {
  let ownerId: number | null = null;
  /** Storage that is refused or full is not asked again: what it holds is no longer what we have. */
  let isKept = true;
  const read = () => (ownerId !== null && isKept && parseDrafts(storage.read(keyOf(ownerId)))) || null;
  const write = (drafts: readonly Entry[]) => {
    if (ownerId !== null) isKept = storage.write(keyOf(ownerId), drafts.length > 0 ? drafts : null);
  };
  const change = (uri: string, changes: Partial<Draft>) => {
    const draft = { ...noDraft, ...state.drafts.value.get(uri), ...changes };
    // Another tab may have written in another chat meanwhile.
    const drafts = new Map(read() ?? state.drafts.value);
    drafts.delete(uri);
    if (draft.text !== '' || draft.to || draft.replyTo || draft.images?.length) drafts.set(uri, draft);
    state.drafts.value = drafts;
    write([...drafts].slice(-maxKept));
  };
  return {
    change,
    load(userId) {
      if (userId !== ownerId) state.drafts.value = new Map();
      [ownerId, isKept] = [userId, true];
      state.drafts.value = new Map([...(read() ?? []), ...state.drafts.value]);
    },
    move(from, to) {
      const draft = state.drafts.value.get(from);
      if (!draft) return;
      change(to, draft);
      change(from, noDraft);
    },
    forget() {
      state.drafts.value = new Map();
      write([]);
      ownerId = null;
    },
  };
}

type Entry = readonly [string, Draft];

function parseDrafts(kept: unknown): readonly Entry[] | null {
  return Array.isArray(kept) && kept.every(isEntry) ? kept : null;
}

function isEntry(value: unknown): value is Entry {
  return Array.isArray(value) && typeof value[1]?.text === 'string' && isAddressee(value[1].to);
}
