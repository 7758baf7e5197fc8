import type { Person } from './person.ts';
import type { Random } from './random.ts';
import type { TestServer } from './server.ts';

/** Words that are said nowhere else: what was taken back is wherever one of them is still found. */
export interface Aviary {
  random: Random;
  server: TestServer;
  people: Person[];
  chats: Cage[];
  /** What is taken back, and by what. */
  gone: Map<string, string>;
  /** What was ever whispered. */
  whispered: Set<string>;
  /** Every cursor that anyone was ever given. */
  cursors: Set<string>;
  /** What happened, for whoever reads a failure. */
  story: string[];
}

export interface Cage {
  path: string;
  members: Set<Person>;
  messages: Said[];
}

export interface Said {
  id: number;
  author: Person;
  to: Person | null;
  /** What it says now; null: deleted, or disappeared. */
  canary: string | null;
  disappears: boolean;
}

let hatched = 0;

/** In lower case and one word, so that a search index, too, holds it as it is. */
export function hatch({ random }: Pick<Aviary, 'random'>): string {
  hatched += 1;
  return `zq${random.below(36 ** 5).toString(36)}q${hatched.toString(36)}z`;
}

interface Saying {
  cage: Cage;
  to?: Person | null;
  /** The message that is answered. */
  answered?: Said | null;
}

/** Says a new canary, where this person may. */
export async function say(
  aviary: Aviary,
  actor: Person,
  { cage, to = null, answered = null }: Saying,
): Promise<void> {
  const canary = hatch(aviary);
  const body = {
    message: `Look, ${canary}!`,
    ...(to && { to: to.username }),
    ...(answered && { reply_to: answered.id }),
  };
  const reply = await actor.post<{ id: number; cursor: string; expires_at: string | null }>(
    `${cage.path}messages/`,
    body,
  );
  if (reply.status !== 201) return;
  const { id, expires_at, cursor } = reply.body;
  cage.messages.push({ id, author: actor, to, canary, disappears: expires_at !== null });
  if (to) aviary.whispered.add(canary);
  aviary.cursors.add(cursor);
}
