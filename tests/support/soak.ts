export interface Scale {
  /** Of each writer. */
  operations: number;
  /** How often a server is killed in between. */
  kills: number;
  /** How often one is killed under writers alone, who check the file each time. */
  killNines: number;
  /** The longest hold that readers ask for. */
  maxWaitS: number;
  /** After how long the cutting proxy cuts. */
  cutAfterMs: number;
  /** In the chat that is exported. */
  exported: number;
  /** Of deeds and a look at everything after them; each asks more than the one before, so ten are minutes and forty hours. */
  rounds: number;
  timeoutMs: number;
}

/** Some seconds in `npm test`, minutes in `npm run test:soak`, which says HOLDLINE_SOAK=full. */
export function scale(): Scale {
  return process.env.HOLDLINE_SOAK === 'full'
    ? {
        operations: 600,
        kills: 15,
        killNines: 50,
        maxWaitS: 25,
        cutAfterMs: 10_000,
        exported: 100_000,
        rounds: 10,
        timeoutMs: 900_000,
      }
    : {
        operations: 16,
        kills: 2,
        killNines: 3,
        maxWaitS: 5,
        cutAfterMs: 1000,
        exported: 30_000,
        rounds: 1,
        timeoutMs: 120_000,
      };
}
