interface Entry<K, V> {
  key: K;
  value: V;
  weight: number;
  older: Entry<K, V> | null;
  newer: Entry<K, V> | null;
}

export interface LruBounds<K, V> {
  /** Of all that is kept, together. */
  maxWeight: number;
  /** 1 unless said. */
  weigh?(value: V): number;
  /** Whoever needs it at this moment keeps it, whatever the bound: there must be few of them, bounded elsewhere. */
  isPinned?(key: K, value: V): boolean;
  onDrop?(key: K, value: V): void;
}

/** However many are pinned, one change costs no more looks for what may go than this. */
const maxLooks = 100;

/**
 * What is worth keeping in memory because it can be had again: beyond `maxWeight` the least recently used goes, but never what is
 * pinned, nor what was put just now. All steps take the same time however much is kept.
 */
export class Lru<K, V> {
  #entries = new Map<K, Entry<K, V>>();
  #oldest: Entry<K, V> | null = null;
  #newest: Entry<K, V> | null = null;
  #weight = 0;

  constructor(private readonly bounds: LruBounds<K, V>) {}

  get size(): number {
    return this.#entries.size;
  }

  get weight(): number {
    return this.#weight;
  }

  /** Counts as a use. */
  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#touch(entry);
    return entry.value;
  }

  /** Counts as no use. */
  peek(key: K): V | undefined {
    return this.#entries.get(key)?.value;
  }

  set(key: K, value: V): void {
    this.delete(key);
    const entry = { key, value, weight: 0, older: null, newer: null };
    this.#entries.set(key, entry);
    this.#append(entry);
    this.#reweigh(entry);
  }

  /** To be called when a value that is kept has grown or shrunk. */
  resized(key: K): void {
    const entry = this.#entries.get(key);
    if (entry) this.#reweigh(entry);
  }

  delete(key: K): boolean {
    const entry = this.#entries.get(key);
    if (!entry) return false;
    this.#entries.delete(key);
    this.#unlink(entry);
    this.#weight -= entry.weight;
    return true;
  }

  /** The least recently used first. */
  *values(): IterableIterator<V> {
    for (let entry = this.#oldest; entry; entry = entry.newer) yield entry.value;
  }

  #reweigh(entry: Entry<K, V>): void {
    const weight = this.bounds.weigh?.(entry.value) ?? 1;
    this.#weight += weight - entry.weight;
    entry.weight = weight;
    this.#drop(entry);
  }

  #drop(kept: Entry<K, V>): void {
    const { maxWeight, isPinned, onDrop } = this.bounds;
    for (let looks = 0; this.#weight > maxWeight && looks < maxLooks; looks += 1) {
      const oldest = this.#oldest;
      if (!oldest || this.size === 1) return;
      if (oldest === kept || isPinned?.(oldest.key, oldest.value)) {
        this.#touch(oldest);
        continue;
      }
      this.delete(oldest.key);
      onDrop?.(oldest.key, oldest.value);
    }
  }

  #touch(entry: Entry<K, V>): void {
    if (entry === this.#newest) return;
    this.#unlink(entry);
    this.#append(entry);
  }

  #append(entry: Entry<K, V>): void {
    entry.older = this.#newest;
    entry.newer = null;
    if (this.#newest) this.#newest.newer = entry;
    this.#newest = entry;
    this.#oldest ??= entry;
  }

  #unlink(entry: Entry<K, V>): void {
    if (entry.older) entry.older.newer = entry.newer;
    else this.#oldest = entry.newer;
    if (entry.newer) entry.newer.older = entry.older;
    else this.#newest = entry.older;
  }
}
