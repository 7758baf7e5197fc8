import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Storage } from '../browser/storage.ts';

const key = 'holdline.preferences';

/** `system`: whichever of the two the device is set to. */
export type Theme = 'system' | 'light' | 'dark';

/** What the Enter key does where one writes. `device`: it breaks the line on a touch screen, which has no Shift, and sends elsewhere. */
export type EnterKey = 'device' | 'sends' | 'breaks';

/** Which moods show beside messages: neutral ones only while one is at the message, all, or none. */
export type MoodChoice = 'telling' | 'always' | 'never';

/** What someone likes on this device. It stays here: permission to notify belongs to a browser as well. */
export interface Preferences {
  theme: Theme;
  enterKey: EnterKey;
  moods: MoodChoice;
  /** Shows a notification of what is said while nobody looks. */
  notifies: boolean;
  /** The id of whom this device tells also while no page is open; anything else: nobody. */
  pushesTo: unknown;
  /** Plays a tone then. */
  sounds: boolean;
}

export interface KeptPreferences {
  now: ReadonlySignal<Preferences>;
  change(changes: Partial<Preferences>): void;
}

/** The same in all tabs and after a reload, where the browser lets us keep them. */
export function keepPreferences(storage: Storage): KeptPreferences {
  const now = signal(parsePreferences(storage.read(key)));
  storage.watch(key, () => {
    now.value = parsePreferences(storage.read(key));
  });
  return {
    now,
    change(changes) {
      now.value = { ...now.value, ...changes };
      storage.write(key, now.value);
    },
  };
}

/** Whatever was kept, by whichever version of this page: what it does not say is as for someone who is new. */
function parsePreferences(kept: unknown): Preferences {
  const said: Partial<Record<keyof Preferences, unknown>> = Object(kept);
  return {
    theme: oneOf(said.theme, ['system', 'light', 'dark']),
    enterKey: oneOf(said.enterKey, ['device', 'sends', 'breaks']),
    moods: oneOf(said.moods, ['telling', 'always', 'never']),
    notifies: said.notifies === true,
    pushesTo: said.pushesTo,
    sounds: said.sounds === true,
  };
}

/** The first of them where it is none. */
function oneOf<Choice>(kept: unknown, choices: [Choice, ...Choice[]]): Choice {
  return choices.find((choice) => choice === kept) ?? choices[0];
}
