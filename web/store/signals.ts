/**
 * Values that others follow: just what the page needs of the well-known signals libraries, at a quarter of their weight. Nothing
 * is computed twice for one change, and an effect runs once when all that it reads has settled.
 */
export interface ReadonlySignal<Value> {
  /** Read within `computed` or `effect`, it is followed from then on. */
  readonly value: Value;
  /** The value, without following it. */
  peek(): Value;
}

export interface Signal<Value> extends ReadonlySignal<Value> {
  value: Value;
}

/** What can be followed, by whoever reads it. */
interface Source {
  /** Grows with each change; brings itself up to date first. */
  version(): number;
  readers: Set<() => void>;
}

/** What was read, and the version that was found. */
type Read = Map<Source, number>;

/** Who is told of every source that is read just now. */
let onRead: ((source: Source) => void) | null = null;
let batchDepth = 0;
const dueEffects = new Set<() => void>();

export function signal<Value>(first: Value): Signal<Value> {
  let value = first;
  let version = 0;
  const source: Source = { version: () => version, readers: new Set() };
  return {
    get value() {
      onRead?.(source);
      return value;
    },
    set value(next) {
      if (next === value) return;
      value = next;
      version += 1;
      batch(() => tell(source));
    },
    peek: () => value,
  };
}

/** A value that follows from others; computed when it is read. It follows them for as long as they are there. */
export function computed<Value>(compute: () => Value): ReadonlySignal<Value> {
  const read: Read = new Map();
  let value: { it: Value } | null = null;
  let version = 0;
  let isStale = true;

  const refresh = (): Value => {
    if (value && (!isStale || !hasChanged(read))) {
      isStale = false;
      return value.it;
    }
    isStale = false;
    const next = following(read, onStale, compute);
    if (!value || value.it !== next) version += 1;
    value = { it: next };
    return next;
  };
  const source: Source = {
    version() {
      refresh();
      return version;
    },
    readers: new Set(),
  };
  function onStale(): void {
    if (isStale) return;
    isStale = true;
    tell(source);
  }
  return {
    get value() {
      onRead?.(source);
      return refresh();
    },
    peek: refresh,
  };
}

/** Runs now, and again whenever something changed that it read. A function that it returns is called before that, and at the end. */
export function effect(run: () => unknown): () => void {
  const read: Read = new Map();
  let cleanUp: (() => void) | null = null;
  let isOver = false;
  const onStale = () => void dueEffects.add(again);
  const start = () => {
    const after = batch(() => following(read, onStale, run));
    cleanUp = typeof after === 'function' ? () => after() : null;
    // It may have ended itself.
    if (isOver) end();
  };
  function again(): void {
    if (isOver || !hasChanged(read)) return;
    const before = cleanUp;
    cleanUp = null;
    if (before) untracked(before);
    start();
  }
  function end(): void {
    isOver = true;
    forget(read, onStale);
    const before = cleanUp;
    cleanUp = null;
    if (before) untracked(before);
  }
  start();
  return end;
}

/** Several changes that are seen as one. What an effect throws is thrown on when the others have run. */
export function batch<Result>(change: () => Result): Result {
  const errors: unknown[] = [];
  batchDepth += 1;
  try {
    return change();
  } finally {
    if (batchDepth === 1) settle(errors);
    batchDepth -= 1;
    if (errors.length > 0) fail(errors[0]);
  }
}

function settle(errors: unknown[]): void {
  for (const run of dueEffects) {
    dueEffects.delete(run);
    try {
      run();
    } catch (error) {
      errors.push(error);
    }
  }
}

function fail(error: unknown): never {
  throw error;
}

/** Reads without following. */
export function untracked<Result>(look: () => Result): Result {
  return tracking(null, look);
}

function tracking<Result>(next: typeof onRead, look: () => Result): Result {
  const before = onRead;
  onRead = next;
  try {
    return look();
  } finally {
    onRead = before;
  }
}

/** Looks, and follows what it read instead of what it read before. */
function following<Result>(read: Read, onStale: () => void, look: () => Result): Result {
  forget(read, onStale);
  return tracking((source) => {
    if (read.has(source)) return;
    read.set(source, tracking(null, source.version));
    source.readers.add(onStale);
  }, look);
}

function forget(read: Read, onStale: () => void): void {
  for (const source of read.keys()) source.readers.delete(onStale);
  read.clear();
}

function hasChanged(read: Read): boolean {
  for (const [source, version] of read) if (tracking(null, source.version) !== version) return true;
  return false;
}

function tell({ readers }: Source): void {
  for (const onStale of [...readers]) onStale();
}
