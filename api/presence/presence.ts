import { nanoid } from 'nanoid';
import type { PresenceView } from '../chats/activity.ts';
import type { MembershipCache } from '../chats/membership-cache.ts';
import type { Memberships } from '../chats/memberships.ts';
import type { Clock } from '../clock.ts';
import type { StateMark } from '../events/cursor.ts';
import type { LogEvent } from '../events/event.ts';
import { ChatStates } from './chat-states.ts';
import type { Person, TypingPerson } from './person.ts';

/** A poll every 60 s, as from a hidden tab, still counts as being there (API.md section 5). */
const onlineMs = 75_000;
/** API.md section 4. */
const typingMs = 5000;

/**
 * Who is there and who types: state, not history, in memory with deadlines, and never a database write per poll. Versions
 * count the changes seen by this node; a digest lets other nodes compare.
 */
export class Presence implements PresenceView {
  readonly nodeId = nanoid(6);
  /** Online people, the longest unseen first. */
  #people = new Map<number, Person>();
  /** When someone was last seen, until it has been written down. */
  #unsaved = new Map<number, number>();
  #typing = new Map<string, TypingPerson & { untilMs: number }>();
  readonly #states: ChatStates;
  /** Called with the chats whose state has changed. */
  onChange: (chatIds: Iterable<number>) => void = () => {};
  /** Called when someone comes here or types here, for the other nodes. */
  onLocal: (news: Person | TypingPerson) => void = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly memberships: MembershipCache,
  ) {
    this.#states = new ChatStates((chatId) => this.#describe(chatId));
  }

  /** A poll came from this person, whose memberships are known. */
  saw(userId: number, username: string): void {
    const isNew = !this.#people.has(userId);
    const person = { userId, username, seenAt: this.clock.now(), isHere: true };
    this.#put(person);
    if (isNew) this.onLocal(person);
  }

  /** Another node saw these people; it may be some time ago. */
  async sawElsewhere(people: readonly Person[]): Promise<void> {
    const fresh = people.filter((person) => (this.#people.get(person.userId)?.seenAt ?? 0) < person.seenAt);
    await this.memberships.ensure(fresh.map((person) => person.userId));
    for (const person of fresh) this.#put(person);
  }

  typed(typing: TypingPerson, from: 'here' | 'elsewhere'): void {
    const key = typingKey(typing);
    const isNew = !this.#typing.has(key);
    this.#typing.set(key, { ...typing, untilMs: this.clock.now() + typingMs });
    if (isNew) this.#changed([typing.chatId]);
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
    const now = this.clock.now();
    for (const person of this.#people.values()) {
      if (person.seenAt + onlineMs > now) break;
      this.#people.delete(person.userId);
      this.#changed(this.memberships.peek(person.userId)?.chats.keys() ?? []);
    }
    for (const [key, typing] of this.#typing) {
      if (typing.untilMs <= now) this.#stopTyping(key, typing.chatId);
    }
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
      if (message) this.#stopTyping(typingKey({ chatId, userId: message.user.id }), chatId);
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
    const isNew = !this.#people.delete(person.userId);
    this.#people.set(person.userId, person);
    this.#unsaved.set(person.userId, person.seenAt);
    if (isNew) this.#changed(this.memberships.peek(person.userId)?.chats.keys() ?? []);
  }

  #renamed(userId: number, { username }: { username: string }): void {
    const person = this.#people.get(userId);
    if (!person || person.username === username) return;
    person.username = username;
    this.#changed(this.memberships.peek(userId)?.chats.keys() ?? []);
  }

  #stopTyping(key: string, chatId: number): void {
    if (this.#typing.delete(key)) this.#changed([chatId]);
  }

  #changed(chatIds: Iterable<number>): void {
    const ids = [...chatIds];
    if (ids.length === 0) return;
    this.#states.changed(ids);
    this.onChange(ids);
  }

  #describe(chatId: number) {
    const members = this.memberships.peopleIn(chatId);
    const online = [...members].flatMap((id) => this.#people.get(id) ?? []);
    const typing = [...this.#typing.values()].filter(
      (each) => each.chatId === chatId && members.has(each.userId),
    );
    return { online, typing: typing.flatMap(({ userId }) => this.#people.get(userId) ?? []) };
  }
}

function typingKey({ chatId, userId }: TypingPerson): string {
  return `${chatId} ${userId}`;
}
