import type { FleetBus } from './fleet.ts';

export interface Scale {
  /** Of each writer. */
  operations: number;
  /** Of each writer on a fleet of nodes, which costs as much as three servers. */
  fleetOperations: number;
  /** How often a server is killed in between. */
  kills: number;
  /** How often something breaks under a fleet of nodes, of all that can. */
  outageCount: number;
  /** The longest of those. */
  maxOutageMs: number;
  /** After how long every node takes messages again; twice as long with the rest of a run beside it. */
  recoveryMs: number;
  /** What its nodes speak through. */
  fleetBuses: FleetBus[];
  /** How often one is killed under writers alone, who check the file each time. */
  killNines: number;
  /** The longest hold that readers ask for. */
  maxWaitS: number;
  /** After how long the cutting proxy cuts. */
  cutAfterMs: number;
  /** Of the largest chat. */
  members: number;
  /** Of deeds and a look at everything after them; each asks more than the one before, so ten are minutes and forty hours. */
  rounds: number;
  timeoutMs: number;
}

/** Some seconds in `npm test`, minutes in `npm run test:soak`, which says HOLDLINE_SOAK=full. */
export function scale(): Scale {
  return process.env.HOLDLINE_SOAK === 'full'
    ? {
        operations: 600,
        fleetOperations: 600,
        kills: 15,
        outageCount: 48,
        maxOutageMs: 12_000,
        recoveryMs: 5_000,
        fleetBuses: ['NATS', 'LISTEN and NOTIFY', 'NATS, behind PgBouncer'],
        killNines: 50,
        maxWaitS: 25,
        cutAfterMs: 10_000,
        members: 1_000_000,
        rounds: 10,
        timeoutMs: 900_000,
      }
    : {
        operations: 16,
        fleetOperations: 10,
        kills: 2,
        outageCount: 2,
        maxOutageMs: 1_500,
        recoveryMs: 10_000,
        fleetBuses: ['NATS'],
        killNines: 3,
        maxWaitS: 5,
        cutAfterMs: 1000,
        members: 50_000,
        rounds: 1,
        timeoutMs: 120_000,
      };
}
