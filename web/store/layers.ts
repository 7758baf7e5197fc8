import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Mark } from './session/own-step.ts';

/** Stands beside an open chat, or over it where there is no room. */
export type Panel = 'details' | 'search';

/** The entries of the browser's history: one for each address, and over it one for each layer that Back closes before anything is left. */
export interface Layers {
  /** The one that the address names behind its "#". */
  panel: ReadonlySignal<Panel | null>;
  /** Opens this panel, in place of another one, or closes the one that is open. */
  setPanel(panel: Panel | null): void;
  /** Something covers the page from now on, and is closed by `close` when one goes back. To be told, by what this returns, when it is gone. */
  cover(close: () => void): () => void;
  /** Goes to another address. */
  go(path: string): void;
  /** The address of the chat that is open is another one by now, in each of its entries. */
  rename(path: string): void;
  /** Writes it to the present entry. */
  mark(mark: Mark): void;
  /** At each step of the browser: tells the address; null on the way to an entry that was asked for here, as that is no news. */
  arrive(): string | null;
}

/** Kept with an entry, so that a reload knows what Back leads to. */
interface Entry {
  /** How many layers there are, from the address on. */
  depth: number;
  /** Of the panel among them; 0 where there is none, or none below which is the same chat without it. */
  panelDepth: number;
}

/**
 * Panels have a name in the address, so that a link, a reload or Forward opens them. What covers the page has none, as nothing could
 * open it anew: whoever comes to its entry without it is taken back.
 */
export function createLayers({ history, location, addEventListener }: Window): Layers {
  const panel = signal(named());
  let covers: { close(): void; depth: number }[] = [];
  /** By address, the one that has taken its place. */
  const renamed = new Map<string, string>();
  /** Entries to be taken away: browsers take two steps that are asked for at once for a single one. */
  let surplus = 0;
  /** What is to be written once they are gone. */
  let waiting: (() => void)[] = [];

  function named(): Panel | null {
    const name = location.hash.slice(1);
    return name === 'details' || name === 'search' ? name : null;
  }

  const entry = (): Entry => ({ depth: 0, panelDepth: 0, ...history.state });
  const isCovered = ({ depth, panelDepth }: Entry) => depth > panelDepth;

  function write(change: () => void): void {
    if (surplus > 0) waiting.push(change);
    else change();
  }

  function takeAway(count: number): void {
    if (surplus === 0) queueMicrotask(step);
    surplus += count;
  }

  function step(): void {
    const count = surplus;
    const onArrival = () => {
      surplus -= count;
      if (surplus > 0) return step();
      const changes = waiting;
      waiting = [];
      for (const change of changes) write(change);
      panel.value = named();
    };
    addEventListener('popstate', onArrival, { once: true });
    history.go(-count);
  }

  function goBackIfLost(): void {
    const { depth } = entry();
    if (isCovered(entry()) && !covers.some((cover) => cover.depth === depth)) history.back();
  }

  // A reload while something covered the page.
  goBackIfLost();

  return {
    panel,

    setPanel(name) {
      write(() => {
        const { depth, panelDepth } = entry();
        const address = location.pathname + (name ? `#${name}` : '');
        if (name && panel.value) history.replaceState(history.state, '', address);
        else if (name) {
          const layer: Entry = { depth: depth + 1, panelDepth: depth + 1 };
          history.pushState({ ...history.state, ...layer }, '', address);
        } else if (panel.value) {
          // Whatever covers it goes with it.
          covers = [];
          const below = Math.max(0, panelDepth - 1);
          if (depth > below) takeAway(depth - below);
          // Opened by a link there is nothing below it.
          if (panelDepth === 0) write(() => history.replaceState(history.state, '', location.pathname));
        }
        panel.value = name;
      });
    },

    cover(close) {
      const layer = { close, depth: 0 };
      let isGone = false;
      write(() => {
        if (isGone) return;
        layer.depth = entry().depth + 1;
        covers.push(layer);
        history.pushState({ ...history.state, depth: layer.depth }, '');
      });
      return () => {
        isGone = true;
        if (!covers.includes(layer)) return;
        covers = covers.filter((other) => other !== layer);
        const { depth, panelDepth } = entry();
        const surplusNow = depth - surplus - Math.max(panelDepth, ...covers.map((other) => other.depth));
        if (surplusNow > 0) takeAway(surplusNow);
      };
    },

    go(path) {
      panel.value = null;
      write(() => {
        // Nobody wants to come back to the question by which they went.
        const isInPlace = isCovered(entry());
        covers = [];
        if (isInPlace) history.replaceState(null, '', path);
        else history.pushState(null, '', path);
      });
    },

    rename(path) {
      write(() => {
        // In a circle nothing would ever be the last one.
        if (location.pathname === path) return;
        renamed.set(location.pathname, path);
        history.replaceState(history.state, '', path + location.hash);
      });
    },

    mark: (mark) => write(() => history.replaceState({ ...history.state, ...mark }, '')),

    arrive() {
      for (let path = renamed.get(location.pathname); path; path = renamed.get(path)) {
        history.replaceState(history.state, '', path + location.hash);
      }
      if (surplus > 0) return null;
      const { depth } = entry();
      const gone = covers.filter((cover) => cover.depth > depth);
      covers = covers.filter((cover) => cover.depth <= depth);
      for (const { close } of gone) close();
      goBackIfLost();
      panel.value = named();
      return location.pathname;
    },
  };
}
