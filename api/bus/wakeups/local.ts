import type { Wakeups } from './index.ts';

/** Nodes of one process: one node alone in production, several in tests. */
export class LocalWakeups {
  #nodes = new Set<{ listeners: (() => void)[] }>();

  join(): Wakeups {
    const node = { listeners: [] as (() => void)[] };
    this.#nodes.add(node);
    return {
      notify: () => {
        for (const other of this.#nodes) {
          if (other !== node) for (const listener of other.listeners) queueMicrotask(listener);
        }
      },
      onWake: (listener) => void node.listeners.push(listener),
      close: async () => void this.#nodes.delete(node),
    };
  }
}
