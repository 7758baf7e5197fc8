import { type Signal, signal } from '@preact/signals-core';

/** An image that is shown: its bytes under an address of this page, shared by all who show it. */
export interface ShownImage {
  /** An object URL. */
  url: Promise<string>;
  /** How many show it now. */
  shows: number;
}

/** What this page holds of images beside the world. The panels that work with images fill it. */
export interface ImageShelf {
  /** Chosen or on their way, by key: where the browser keeps nothing for us this is all there is of them. */
  unsent: Map<string, Blob>;
  /** How much of an upload has gone out, from 0 to 1, by client id. */
  progress: Signal<ReadonlyMap<string, number>>;
  /** By path on the server, what was asked for last at the end. */
  shown: Map<string, ShownImage>;
}

export function createImageShelf(): ImageShelf {
  return { unsent: new Map(), progress: signal(new Map()), shown: new Map() };
}
