import type { Ask } from '../../net/ask.ts';
import type { Message } from '../../net/wire.ts';
import type { ImageShelf } from '../image-shelf.ts';
import type { KeptOutbox } from '../outbox/kept-outbox.ts';
import type { Outgoing } from '../outbox/outbox.ts';
import type { KeptPreferences } from '../preferences.ts';
import type { AccountActions } from '../session/account-actions.ts';
import type { State } from '../state.ts';
import type { KeptWorld } from '../world/keep-world.ts';

/** What the actions of panels are made of. */
export interface FeatureDeps {
  /** Any endpoint: those that only a panel uses are named where its actions are, not in the first load. */
  ask: Ask['ask'];
  send: Ask['send'];
  state: State;
  world: KeptWorld;
  outbox: KeptOutbox;
  images: ImageShelf;
  preferences: KeptPreferences;
  account: Pick<AccountActions, 'trade' | 'leaveBy' | 'renameMyself'>;
  go(path: string): void;
}

/** Sends a message with its image; null when it was called off. */
export type SendImage = (
  deps: FeatureDeps,
  outgoing: Outgoing,
  signal: AbortSignal,
) => Promise<Message | null>;
