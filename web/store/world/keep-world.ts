import { batch, signal } from '@preact/signals-core';
import { RequestFailure } from '../../net/failure.ts';
import type { News } from '../../net/transport/told.ts';
import type { FeedEvent, Message } from '../../net/wire.ts';
import type { State } from '../state.ts';
import { when } from '../when.ts';
import { createWorld, putPresence, type World } from './world.ts';

export interface WorldDeps {
  state: State;
  /** These are stored on the server. */
  onStored(messages: readonly Message[]): void;
  /** Tells of what could not be read or put in, so many times in a row, and resolves when it may be tried again. */
  afterFault(error: unknown, times: number, end: AbortSignal): Promise<void>;
}

type Change = (world: World) => World;

/** How events are applied: by code that only those who follow the log have. */
export interface Applying {
  applyEvent(world: World, event: FeedEvent): World;
  /** Just before the event is applied. */
  onEvent(event: FeedEvent): void;
}

export type KeptWorld = ReturnType<typeof keepWorld>;

/**
 * Keeps the world true by the contract's rule: take the cursor, then read, then apply. Whoever reads a snapshot does it
 * here, so that events which come in meanwhile are applied to it as well.
 */
export function keepWorld({ state, onStored, afterFault }: WorldDeps) {
  /** How often the log was begun from a new place; 0: not yet. */
  const starts = signal(0);
  /** For each snapshot that is being read: the events that came in meanwhile. */
  const readings = new Set<Change[]>();

  function change(next: Change): void {
    const world = state.world.value;
    if (world) state.world.value = next(world);
  }

  return {
    change,

    begin(myId: number): void {
      state.world.value = createWorld(myId);
    },

    end(): void {
      batch(() => {
        state.world.value = null;
        starts.value = 0;
      });
    },

    receive({ events, state: presence, isFresh }: News, { applyEvent, onEvent }: Applying): void {
      batch(() => {
        if (isFresh) {
          change((world) => ({ ...world, presence: new Map() }));
          // Whoever waits for it begins to read once this is done: what they read has the events below in it.
          starts.value += 1;
        }
        for (const event of events) {
          const apply: Change = (world) => applyEvent(world, event);
          for (const heard of readings) heard.push(apply);
          onEvent(event);
          change(apply);
        }
        change((world) => putPresence(world, presence));
        onStored(events.flatMap((event) => (event.type === 'message.created' ? [event.data] : [])));
      });
    },

    /** Reads a snapshot and puts it in. */
    async read<Found>(ask: () => Promise<Found>, put: (world: World, found: Found) => World): Promise<void> {
      const heard: Change[] = [];
      readings.add(heard);
      try {
        const found = await ask();
        change((world) => heard.reduce((next, apply) => apply(next), put(world, found)));
      } finally {
        readings.delete(heard);
      }
    },

    /**
     * Does the task once the log is followed, and again whenever that begins anew, until the signal ends it. What breaks
     * it is told and it is done again; what the server refuses ends it.
     */
    async atEachStart(task: () => Promise<void>, end: AbortSignal): Promise<void> {
      for (let seen = 0, faults = 0; !end.aborted; ) {
        await when(starts, (count) => count > seen, end);
        if (end.aborted) return;
        const start = starts.value;
        try {
          await task();
          [seen, faults] = [start, 0];
        } catch (error) {
          if (end.aborted || error instanceof RequestFailure) throw error;
          faults += 1;
          await afterFault(error, faults, end);
        }
      }
    },
  };
}
