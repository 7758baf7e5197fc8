/**
 * What one of each costs, in processor time of one core unless it says otherwise. Measured by the parts of this bench that are
 * named, on 2 cores (AMD EPYC), Node 20: on another machine run them first and write its figures here.
 */
export interface Costs {
  /** A node: one message taken, judged, put into a commit and answered (`nodes`). */
  sendUs: number;
  /** A node: one read marker (`marks`). */
  markUs: number;
  /** A node: one waiting reader woken and answered, and the next poll parked (`fleet`, where rooms of 25 read). */
  deliveryUs: number;
  /** A node: one poll that is answered at once, without news (`idle`). */
  pollUs: number;
  /** A node: one event of another node heard, applied for people who are here. */
  applyUs: number;
  /** A node: one event of another node passed over, as it concerns nobody here (`hearing`). */
  passUs: number;
  /** A node: memory of one held poll with its connection, KiB (`held`). */
  heldKib: number;
  /** The database: one message in a commit of many, all backends together. */
  databaseSendUs: number;
  /** The database: one read marker in a commit of many. */
  databaseMarkUs: number;
  /** One turn at the head of the log: to the database and back, and the disk. Not processor time. */
  turnMs: number;
  /** What one change adds to a turn. Not processor time. */
  turnPerChangeUs: number;
}

/**
 * 2026-11-29 and 30. A delivery was half of a send in the same run, of three fleets of one node on a busy machine. What is heard of others and what the
 * database spends were measured on a busy machine too, and `turnMs` and `turnPerChangeUs` follow from how many sends a second one node and four have
 * (4,500 by 64 senders, 1,900): they are the roughest of it.
 */
export const measured: Costs = {
  sendUs: 190,
  markUs: 320,
  deliveryUs: 95,
  pollUs: 21,
  applyUs: 25,
  passUs: 8,
  heldKib: 9,
  databaseSendUs: 150,
  databaseMarkUs: 60,
  turnMs: 3,
  turnPerChangeUs: 150,
};
