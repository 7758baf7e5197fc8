import type { Storage } from '../../browser/storage.ts';
import { tones } from './find-emoji.ts';

const key = 'holdline.emoji';
const maxRecent = 24;

/** What somebody took on this device: emoji without tones, the last one first, and the tone of skin that was chosen. */
export interface KeptEmoji {
  recent: readonly string[];
  tone: number;
}

/** Kept by whichever version of this page: what it does not say is as for someone who is new. */
export function readKept(storage: Storage): KeptEmoji {
  const { recent, tone }: Partial<Record<keyof KeptEmoji, unknown>> = Object(storage.read(key));
  return {
    recent: Array.isArray(recent)
      ? recent.filter((each) => typeof each === 'string').slice(0, maxRecent)
      : [],
    tone: typeof tone === 'number' && tones[tone] ? tone : 0,
  };
}

export function keepUsed(storage: Storage, emoji: string): void {
  const { recent, tone } = readKept(storage);
  const all = [emoji, ...recent.filter((each) => each !== emoji)].slice(0, maxRecent);
  storage.write(key, { recent: all, tone });
}

export function keepTone(storage: Storage, tone: number): KeptEmoji {
  const kept = { ...readKept(storage), tone };
  storage.write(key, kept);
  return kept;
}
