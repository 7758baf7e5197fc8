import { nanoid } from 'nanoid';
import type { StateMark } from '../log/cursor.ts';
import type { LogEvent } from '../log/event.ts';
import type { MembershipCache } from '../members/access/membership-cache.ts';
import type { Memberships } from '../members/access/memberships.ts';
import type { Clock } from '../process/clock.ts';
import { ChatStates } from './chat-states.ts';
import type { Person, TypingPerson } from './person.ts';
import { Typing } from './typing.ts';

/** A poll every 60 s, as from a hidden tab, still counts as being there (api/README.md section 5). */
const onlineMs = 75_000;
/** Beyond, whoever was unseen for the longest is taken for offline a little early. Those who poll are seen all the time. */
const maxOnline = 50_000;

/**
 * Who is there and who types: state, not history, in memory with deadlines, and never a database write per poll. Versions
 * count the changes seen by this node; a digest lets other nodes compare.
 */
export class Presence {
  readonly nodeId = nanoid(6);
  /** Online people, the longest unseen first. */
  #people = new Map<number, Person>();
  /** When someone was last seen, until it has been written down. */
  #unsaved = new Map<number, number>();
  readonly #typing = new Typing();
  readonly #states: ChatStates;
  /** Called with the chats whose state has changed. */
  onChange: (chatIds: Iterable<number>) => void = () => {};
  /** Called when someone comes here or types here, for the other nodes. */
  onLocal: (news: Person | TypingPerson) => void = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly memberships: Pick<MembershipCache, 'peek' | 'peopleIn' | 'ensure'>,
    private readonly most = maxOnline,
  ) {
    this.#states = new ChatStates((chatId) => this.#describe(chatId));
  }

  /** A poll came from this person, whose memberships are known. */
  saw(userId: number, username: string): void {
    const isNew = !this.#people.has(userId);
    const { clock } = this;
    const person = { userId, username, seenAt: clock.now(), seenMs: clock.monotonic(), isHere: true };
    this.#put(person);
    if (isNew) this.onLocal(person);
  }

  /** Another node saw these people; it may be some time ago. */
  async sawElsewhere(people: readonly Person[]): Promise<void> {
    const known = (userId: number) => this.#people.get(userId)?.seenMs ?? Number.NEGATIVE_INFINITY;
    const fresh = people.filter((person) => known(person.userId) < person.seenMs);
    await this.memberships.ensure(fresh.map((person) => person.userId));
    for (const person of fresh) this.#put(person);
  }

  typed(typing: TypingPerson, from: 'here' | 'elsewhere'): void {
    this.#changed(this.#typing.began(typing, this.clock.monotonic()));
    if (from === 'here') this.onLocal(typing);
  }

  isOnline(userId: number): boolean {
    return this.#people.has(userId);
  }

  lastSeen(userId: number): number | null {
    return this.#people.get(userId)?.seenAt ?? this.#unsaved.get(userId) ?? null;
  }

  /** Everyone online whose newest poll came to this node. */
  seenHere(): Person[] {
    return [...this.#people.values()].filter((person) => person.isHere);
  }

  /** Ends what is over. To be called about once a second. */
  expire(): void {
    const nowMs = this.clock.monotonic();
    for (const person of this.#people.values()) {
      if (person.seenMs + onlineMs > nowMs) break;
      this.#gone(person);
    }
    this.#changed(this.#typing.expire(nowMs));
  }

  /** Who joins or leaves changes who is there, and so does a new name; who has sent a message has stopped typing. */
  apply(events: readonly LogEvent[]): void {
    for (const { type, chatId, userId, data } of events) {
      if (type === 'user.updated' && userId !== null) this.#renamed(userId, JSON.parse(data));
      if (chatId === null) continue;
      if (type === 'member.joined' || type === 'member.left') this.#changed([chatId]);
      if (type !== 'message.created' || this.#typing.size === 0) continue;
      // Of a chat that has gone meanwhile there is no message to be read.
      const message = JSON.parse(data) as { user: { id: number } } | null;
      if (message) this.#changed(this.#typing.ended({ chatId, userId: message.user.id }));
    }
  }

  /** When people were last seen, once each, to be written down together. */
  takeUnsaved(): Map<number, number> {
    const unsaved = this.#unsaved;
    this.#unsaved = new Map();
    return unsaved;
  }

  /** They could not be written down; who was seen again meanwhile keeps the later time. */
  putBackUnsaved(seen: ReadonlyMap<number, number>): void {
    this.#unsaved = new Map([...seen, ...this.#unsaved]);
  }

  /** Rises with every change of anyone's state. */
  get version(): number {
    return this.#states.version;
  }

  /** What a reader has now seen, for the cursor. */
  mark(reader: Memberships, chatId: number | null): StateMark {
    const chatIds = chatId === null ? reader.chats.keys() : [chatId];
    return { nodeId: this.nodeId, version: this.#states.version, digest: this.#states.digest(chatIds) };
  }

  /** After a look that found nothing: the same mark at the present version, so that the next look is a comparison. */
  renewed(mark: StateMark | null, reader: Memberships, chatId: number | null): StateMark {
    if (mark?.nodeId !== this.nodeId) return this.mark(reader, chatId);
    return mark.version === this.version ? mark : { ...mark, version: this.version };
  }

  /** The states that changed since `mark` as JSON, null when none did. Without a mark: all of them. */
  news(reader: Memberships, chatId: number | null, mark: StateMark | null): string | null {
    if (mark?.nodeId === this.nodeId) {
      if (mark.version === this.#states.version) return null;
      return this.#states.changedSince(reader.chats, chatId, mark.version);
    }
    // Another node's versions say nothing here, but equal digests mean that the reader has seen just this.
    const chatIds = chatId === null ? reader.chats.keys() : [chatId];
    if (mark && mark.digest === this.#states.digest(chatIds)) return null;
    return this.#states.changedSince(reader.chats, chatId, -1);
  }

  #put(person: Person): void {
    const isSame = this.#people.get(person.userId)?.username === person.username;
    this.#people.delete(person.userId);
    this.#people.set(person.userId, person);
    this.#unsaved.delete(person.userId);
    this.#unsaved.set(person.userId, person.seenAt);
    // The first of a map is looked for only where it has to go: what was moved to the end leaves holes, thousands of them, which
    // every poll would walk along.
    if (this.#unsaved.size > 2 * this.most) {
      const [longestUnsaved] = this.#unsaved.keys();
      if (longestUnsaved !== undefined) this.#unsaved.delete(longestUnsaved);
    }
    if (this.#people.size > this.most) {
      const [longestUnseen] = this.#people.values();
      if (longestUnseen) this.#gone(longestUnseen);
    }
    // Also one whose poll was under way while they got another name: what it said last is put right by the next.
    if (isSame) return;
    const known = this.memberships.peek(person.userId);
    if (known) this.#present(person);
    // Dropped a moment ago; what can't be loaded now is loaded with the next poll.
    else
      void this.memberships.ensure([person.userId]).then(
        () => this.#present(person),
        () => {},
      );
  }

  /** Comes, goes or is called otherwise, in all chats that this person is in. */
  #present({ userId }: Person): void {
    this.#changed(this.memberships.peek(userId)?.chats.keys() ?? []);
  }

  #renamed(userId: number, { username }: { username: string }): void {
    const person = this.#people.get(userId);
    if (!person || person.username === username) return;
    person.username = username;
    this.#present(person);
  }

  #gone(person: Person): void {
    this.#people.delete(person.userId);
    this.#present(person);
  }

  #changed(chatIds: Iterable<number>): void {
    const ids = [...chatIds];
    if (ids.length === 0) return;
    this.#states.changed(ids);
    this.onChange(ids);
  }

  #describe(chatId: number) {
    const members = this.memberships.peopleIn(chatId);
    const typing = [...this.#typing.in(chatId)].filter((userId) => members.has(userId));
    return { online: this.#among(members), typing: this.#among(typing) };
  }

  *#among(userIds: Iterable<number>): IterableIterator<Person> {
    for (const userId of userIds) {
      const person = this.#people.get(userId);
      if (person) yield person;
    }
  }
}
