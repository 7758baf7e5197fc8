/** For the database, logs, and connections that are not held. */
const reserved = 256;

/**
 * How many polls this process can really hold: every one keeps a file descriptor, and a process that has none left
 * accepts nobody at all. Beyond it polls degrade to interval polling, as with any cap.
 */
export function withinDescriptors(maxHeld: number, openFiles = openFilesLimit()): number {
  return Math.max(0, Math.min(maxHeld, openFiles - reserved));
}

/** Of `reserved`, what is for the database and logs alone: so many connections may be open, held or not. */
const neverConnections = 64;

/** How many connections this process can take and still open its files; Infinity where the system names no limit. */
export function maxConnections(openFiles = openFilesLimit()): number {
  return Math.max(1, openFiles - neverConnections);
}

let knownLimit: number | undefined;

/** Infinity where the system names none. Asked once: a report is of all that Node knows of the process, and takes 15 ms to write. */
function openFilesLimit(): number {
  knownLimit ??= askForLimit();
  return knownLimit;
}

function askForLimit(): number {
  const report = process.report?.getReport() as
    | { userLimits?: { open_files?: { soft?: unknown } } }
    | undefined;
  const soft = Number(report?.userLimits?.open_files?.soft);
  return Number.isFinite(soft) ? soft : Number.POSITIVE_INFINITY;
}
