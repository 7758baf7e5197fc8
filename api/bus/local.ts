import { type Bus, requireSendable, type Topic } from './index.ts';

interface Node {
  listeners: [topic: Topic, listener: (text: string) => void][];
}

/** Nodes of one process: one alone in production, several in tests. Nothing is ever lost. */
export class LocalBus {
  #nodes = new Set<Node>();

  join(): Bus {
    const nodes = this.#nodes;
    const node: Node = { listeners: [] };
    nodes.add(node);
    return {
      get hasOthers() {
        return nodes.size > 1;
      },
      isUp: true,
      async publish(topic, text) {
        requireSendable(text);
        if (!nodes.has(node)) return;
        for (const other of nodes) {
          if (other !== node) queueMicrotask(() => hear(other, topic, text));
        }
      },
      async subscribe(topic, listener) {
        node.listeners.push([topic, listener]);
      },
      onLost: () => {},
      onRestored: () => {},
      async close() {
        nodes.delete(node);
        node.listeners = [];
      },
    };
  }
}

function hear(node: Node, topic: Topic, text: string): void {
  for (const [of, listener] of node.listeners) if (of === topic) listener(text);
}
