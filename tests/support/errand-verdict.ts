import type { Errand } from './errands.ts';
import type { Reader, SeenEvent } from './reader.ts';

/** Types that come of errands alone, wherever they happen. */
const errandTypes = new Set([
  'reaction.added',
  'reaction.removed',
  'message.pinned',
  'message.unpinned',
  'read.updated',
  'notify.updated',
  'archived.updated',
  'unread.updated',
  'chat.updated',
  'chat.deleted',
  'member.updated',
  'user.updated',
  'broadcast.created',
  'report.updated',
]);

/** Whether an event is one that errands account for: by its type, or because it is in none of the chats where people live. */
export function isOfErrand(event: SeenEvent, homes: ReadonlySet<string>): boolean {
  return errandTypes.has(event.type) || (event.chat !== null && !homes.has(event.chat));
}

/** The event that an errand promises; several may have the same key, and are then counted. */
function keyOf({ type, chat, data }: SeenEvent): string {
  const key = {
    'read.updated': data.message_id,
    'notify.updated': data.notify,
    'unread.updated': String(data.marked_unread),
    'chat.updated': data.name,
    'broadcast.created': data.client_id,
    'chat.created': data.uri,
    'chat.deleted': data.uri,
  }[type];
  return `${type} ${chat} ${key ?? data.id}`;
}

/** Everything that a reader should have seen by now and has not. */
export function missed(readers: readonly Reader[], errands: readonly Errand[]): string[] {
  return compare(readers, errands).flatMap(({ what, seen, least }) => (seen < least ? [what] : []));
}

/** Everyone sees each event that is theirs once; in all there are as many as there were errands. */
export function wrongErrands(
  readers: readonly Reader[],
  errands: readonly Errand[],
  homes: ReadonlySet<string>,
): string[] {
  const events = new Map<number, string>();
  for (const reader of readers) {
    for (const event of reader.seen()) if (isOfErrand(event, homes)) events.set(event.id, keyOf(event));
  }
  const found = countBy([...events.values()]);
  const isWatched = ({ must, chat }: Errand) =>
    readers.some((reader) => must.includes(reader.person) && (reader.chat === null || reader.chat === chat));
  const wanted = countBy(errands.filter(isWatched).map(nameOf));
  const all = [...new Set([...found.keys(), ...wanted.keys()])];
  return [
    ...all
      .filter((key) => found.get(key) !== wanted.get(key))
      .map((key) => `${key}: ${found.get(key) ?? 0} in the log, ${wanted.get(key) ?? 0} acknowledged`),
    ...compare(readers, errands, homes)
      .filter(({ seen, least, most }) => seen < least || seen > most)
      .map(({ what, seen, least, most }) => `${what} ${seen} times, not ${least} to ${most}`),
  ];
}

interface Comparison {
  what: string;
  seen: number;
  least: number;
  most: number;
}

/** Reader by reader. With `homes`, also what nobody has promised them. */
function compare(
  readers: readonly Reader[],
  errands: readonly Errand[],
  homes?: ReadonlySet<string>,
): Comparison[] {
  return readers.flatMap((reader) => {
    const events = homes ? reader.seen().filter((event) => isOfErrand(event, homes)) : reader.seen();
    const seen = countBy(events.map(keyOf));
    const inScope = errands.filter(({ chat }) => reader.chat === null || reader.chat === chat);
    const least = countBy(inScope.filter(({ must }) => must.includes(reader.person)).map(nameOf));
    const maybe = countBy(inScope.filter(({ may }) => may.includes(reader.person)).map(nameOf));
    const keys = homes ? new Set([...seen.keys(), ...least.keys()]) : least.keys();
    return [...keys].map((key) => {
      const owed = isPatchy(reader) ? 0 : (least.get(key) ?? 0);
      const most = (least.get(key) ?? 0) + (maybe.get(key) ?? 0);
      const what = `${reader.person.username} on ${reader.chat ?? 'everything'} saw ${key}`;
      return { what, seen: seen.get(key) ?? 0, least: owed, most };
    });
  });
}

/** One that now and then asks for a single chat sees beyond it only what comes while it does not. */
function isPatchy({ scopes }: Reader): boolean {
  return scopes > 1;
}

function nameOf({ type, chat, key }: Errand): string {
  return `${type} ${chat} ${key}`;
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
