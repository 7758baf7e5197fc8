import { isOfErrand, wrongErrands } from './errand-verdict.ts';
import type { Person } from './person.ts';
import type { Reader, SeenEvent } from './reader.ts';
import type { FinalHistory, Replay } from './replay.ts';
import type { Story } from './traffic.ts';

/**
 * What the readers saw, held against what the writers were told: each sentence is a broken promise of api/README.md section 5,
 * none means that it was kept. The log itself is what all readers together saw, and the acknowledgements say whether that
 * is all of it.
 */
export function judge(story: Story): string[] {
  const homes = new Set(story.residents.keys());
  const log = putTogether(story.seen).filter((event) => !isOfErrand(event, homes));
  return [
    ...wrongErrands(story.seen, story.errands, homes),
    ...story.seen.flatMap(outOfOrder),
    ...contradictions(story.seen),
    ...notAsAcknowledged(story, log),
    ...story.seen.flatMap((reader) => wrongView(reader, story, log)),
    ...story.seen.flatMap((reader) => seenFromOutside(reader, story, log)),
    ...story.replays.flatMap((replay) => wrongReplay(replay, story, log)),
    ...story.histories.flatMap((history) => wrongHistory(history, story)),
  ];
}

interface LoggedEvent extends SeenEvent {
  seenBy: Set<number>;
}

/** All events anyone saw, in order, each with the people who saw it. */
function putTogether(readers: readonly Reader[]): LoggedEvent[] {
  const log = new Map<number, LoggedEvent>();
  for (const reader of readers) {
    for (const event of reader.seen()) {
      const entry = log.get(event.id) ?? { ...event, seenBy: new Set() };
      log.set(event.id, { ...entry, seenBy: entry.seenBy.add(reader.person.user.id) });
    }
  }
  return [...log.values()].sort((a, b) => a.id - b.id);
}

/** Strictly rising ids: in order, and none twice. */
function outOfOrder(reader: Reader): string[] {
  const seen = reader.seen();
  return seen
    .filter((event, i) => i > 0 && event.id <= (seen[i - 1]?.id ?? 0))
    .map((event) => `${nameOf(reader)} saw event ${event.id} twice or late`);
}

/** One id is one event, whoever sees it. (A text may be missing where its message was deleted.) */
function contradictions(readers: readonly Reader[]): string[] {
  const known = new Map<number, string>();
  return readers.flatMap((reader) =>
    reader.seen().flatMap((event) => {
      const said = `${event.type} of ${event.data.id} in ${event.chat}`;
      const before = known.get(event.id) ?? said;
      known.set(event.id, before);
      return before === said ? [] : [`event ${event.id} is ${before}, and ${said} for ${nameOf(reader)}`];
    }),
  );
}

/** Every acknowledged change is in the log once, and nothing else is. */
function notAsAcknowledged({ messages, stays, joins, residents }: Story, log: LoggedEvent[]): string[] {
  const count = (type: string, id?: number) =>
    log.filter((event) => event.type === type && (id === undefined || event.data.id === id)).length;
  const expected: [what: string, found: number, wanted: number][] = messages.flatMap(
    ({ id, clientId, edits, text }) => [
      [`creation of message ${id} (${clientId})`, count('message.created', id), 1],
      [`edits of message ${id}`, count('message.updated', id), edits],
      [`deletion of message ${id}`, count('message.deleted', id), text === null ? 1 : 0],
    ],
  );
  const created = log.filter((event) => event.type === 'message.created');
  const clientIds = new Set(created.map((event) => event.data.client_id));
  const leavers = new Set(stays.map((stay) => stay.userId));
  const leftInTheirEyes = log.filter((event) => event.type === 'member.left' && isForAll(event, residents));
  expected.push(
    ['messages', created.length, messages.length],
    ['client ids', clientIds.size, messages.length],
    ['edits', count('message.updated'), sum(messages.map((message) => message.edits))],
    ['joins', count('member.joined'), joins],
    ['chats given to joiners', count('chat.created'), joins],
    ['departures', leftInTheirEyes.length, stays.length],
    ['own departures', count('member.left') - leftInTheirEyes.length, stays.length],
    ['people who left', new Set(leftInTheirEyes.map((event) => event.data.id)).size, leavers.size],
  );
  return expected
    .filter(([, found, wanted]) => found !== wanted)
    .map(([what, found, wanted]) => `${what}: ${found} in the log, ${wanted} acknowledged`);
}

/** Residents see exactly what they may; visitors, of each stay, all up to the last that they saw of it. */
function wrongView(reader: Reader, story: Story, log: LoggedEvent[]): string[] {
  const { person, chat } = reader;
  const seen = new Set(reader.seen().map((event) => event.id));
  const mine = log.filter((event) => (chat === null || event.chat === chat) && maySee(person, event, story));
  const wanted = isVisitor(person, story) ? mine.filter(isOwed(person, seen, story, log)) : mine;
  const allowed = new Set(mine.map((event) => event.id));
  const missed = wanted.filter((event) => !seen.has(event.id));
  const leaked = atHome(reader.seen(), story).filter((event) => !allowed.has(event.id));
  return [
    ...missed.map((event) => `${nameOf(reader)} missed ${event.type} (event ${event.id})`),
    ...leaked.map((event) => `${nameOf(reader)} saw ${event.type} (event ${event.id}), not theirs to see`),
  ];
}

/** Scope and audience; when a visitor was in is `isOwed`'s and `seenFromOutside`'s. */
function maySee(person: Person, event: LoggedEvent, { residents, visits }: Story): boolean {
  if (!isForAll(event, residents)) return event.seenBy.has(person.user.id) && isPersonal(event, person);
  const isNear = residents.get(event.chat ?? '')?.includes(person) || isVisitor(person, { visits });
  if (!isNear) return false;
  const { to, user } = event.data;
  const isWhisper = event.type.startsWith('message.') && Boolean(to);
  return !isWhisper || to?.id === person.user.id || user?.id === person.user.id;
}

function isVisitor(person: Person, { visits }: Pick<Story, 'visits'>): boolean {
  return visits.some((plan) => plan.person === person);
}

/** An event for a chat's members, which its residents see; not one for a single person. */
function isForAll(event: LoggedEvent, residents: Story['residents']): boolean {
  if (event.type === 'chat.created') return false;
  if (event.type !== 'member.left') return true;
  return (residents.get(event.chat ?? '') ?? []).some((resident) => event.seenBy.has(resident.user.id));
}

/** The chat that one joined, the own departure. */
function isPersonal(event: LoggedEvent, person: Person): boolean {
  return event.type === 'chat.created' ? event.seenBy.size === 1 : event.data.id === person.user.id;
}

/**
 * What a visitor must have seen: own events; and of each stay, from the own joining on, all that is not newer than the
 * newest they saw of it. The rest of a stay that ended may have gone unread. One that did not end owes everything.
 */
function isOwed(person: Person, seen: ReadonlySet<number>, { residents }: Story, log: LoggedEvent[]) {
  const isOwn = (event: LoggedEvent) => event.data.id === person.user.id;
  return (event: LoggedEvent): boolean => {
    if (!isForAll(event, residents)) return true;
    const here = log.filter((other) => other.chat === event.chat && isForAll(other, residents));
    const turns = here.filter((other) => other.type.startsWith('member.') && isOwn(other));
    const begin = turns.findLast((other) => other.id <= event.id);
    if (begin?.type !== 'member.joined') return false;
    const end = turns.find((other) => other.id > begin.id);
    if (!end) return true;
    return here.some((other) => other.id >= event.id && other.id < end.id && seen.has(other.id));
  };
}

/** From the acknowledged departure to the next joining, nothing that happened after the departure. */
function seenFromOutside(reader: Reader, { stays, residents }: Story, log: LoggedEvent[]): string[] {
  const own = stays.filter((stay) => stay.userId === reader.person.user.id);
  return own.flatMap((stay, i) => {
    const departures = log.filter(
      (event) => event.type === 'member.left' && event.chat === stay.uri && event.data.id === stay.userId,
    );
    const departedAt = departures.filter((event) => isForAll(event, residents))[i]?.id ?? 0;
    return reader.answers
      .filter(
        ({ startedAt, endedAt }) => startedAt > stay.leaveAcknowledgedAt && endedAt < stay.nextJoinAskedAt,
      )
      .flatMap((answer) => answer.events)
      .filter((event) => event.id > departedAt && event.chat === stay.uri)
      .filter((event) => !(event.type === 'member.left' && event.data.id === stay.userId))
      .map((event) => `${nameOf(reader)} saw ${event.type} (event ${event.id}) after leaving`);
  });
}

/** The cursor of a message stands right behind it. */
function wrongReplay({ person, message, events }: Replay, story: Story, log: LoggedEvent[]): string[] {
  const place = log.find(({ type, data }) => type === 'message.created' && data.id === message.id)?.id ?? 0;
  const wanted = log.filter((event) => event.id > place && maySee(person, event, story)).map(({ id }) => id);
  const found = atHome(events, story).map(({ id }) => id);
  const from = `from message ${message.id} on ${person.username} is shown`;
  const deleted = new Set(story.messages.filter(({ text }) => text === null).map(({ id }) => id));
  const undead = events.filter(
    ({ type, data }) => type.startsWith('message.') && deleted.has(data.id ?? 0) && data.message !== '',
  );
  return [
    ...(wanted.join() === found.join() ? [] : [`${from} ${found}, and not ${wanted}`]),
    ...undead.map((event) => `${from} the text of message ${event.data.id}, which was deleted`),
  ];
}

/** What was acknowledged is there, once, as it was last told; and nothing else, nor others' whispers. */
function wrongHistory({ person, uri, messages }: FinalHistory, story: Story): string[] {
  const wanted = story.messages
    .filter(({ toId, authorId }) => toId === null || [toId, authorId].includes(person.user.id))
    .filter((message) => message.uri === uri)
    .sort((a, b) => a.id - b.id)
    .map(({ id, text }) => `${id} ${text ?? ''}`);
  const found = messages.map(({ id, message }) => `${id} ${message}`);
  const lost = wanted.filter((each) => !found.includes(each));
  const surplus = found.filter((each, i) => !wanted.includes(each) || found.indexOf(each) !== i);
  return [
    ...lost.map((each) => `${person.username}'s history lacks message ${each}`),
    ...surplus.map((each) => `${person.username}'s history has message ${each}, wrongly`),
    ...(lost.length + surplus.length === 0 && wanted.join() !== found.join()
      ? [`${person.username}'s history is out of order`]
      : []),
  ];
}

/** Without what came of errands, which have a verdict of their own. */
function atHome(events: readonly SeenEvent[], { residents }: Story): SeenEvent[] {
  return events.filter((event) => !isOfErrand(event, new Set(residents.keys())));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function nameOf({ person, chat }: Reader): string {
  return `${person.username} on ${chat === null ? 'everything' : 'one chat'}`;
}
