import type { Database } from '../../db/database.ts';
import type { LogEvent } from '../../log/event.ts';
import { Lru } from '../../process/lru.ts';
import { listChatsOfPeople } from '../queries.ts';
import { Memberships } from './memberships.ts';

/**
 * People and chats they are in, together; each takes some 300 bytes. Beyond, those who polled longest ago are dropped, and loaded
 * again when they return.
 */
const maxKept = 400_000;

interface Loading {
  promise: Promise<void>;
  isOutdated: boolean;
}

/**
 * Who is in which chat, in memory, kept right by the log itself: a reader is shown the events up to the head of the log
 * under the memberships as of that same head, on every node, without SQL.
 */
export class MembershipCache {
  readonly #people: Lru<number, Memberships>;
  #byChat = new Map<number, Set<number>>();
  #loading = new Map<number, Loading>();
  /** From one `forgetIdle` to the next. */
  #spell = 0;
  /** Who is needed now, because they hold a poll or are online: their news has to find them, so they are not dropped. */
  isNeeded: (userId: number) => boolean = () => false;
  /** Called with a chat of which somebody is known from now on, and nobody was before. */
  onAwaited: (chatId: number) => void = () => {};

  constructor(
    private readonly db: Database,
    maxWeight = maxKept,
  ) {
    this.#people = new Lru({
      maxWeight,
      weigh: (memberships) => 1 + memberships.chats.size,
      isPinned: (userId) => this.isNeeded(userId),
      onDrop: (userId, { chats }) => {
        for (const chatId of chats.keys()) this.#unlink(userId, chatId);
      },
    });
  }

  /** People and chats that are kept. */
  get weight(): number {
    return this.#people.weight;
  }

  /**
   * Without SQL when this person is known here. Kept right only as long as they are kept: whoever waits for something in between
   * asks again.
   */
  peek(userId: number): Memberships | undefined {
    const known = this.#people.get(userId);
    if (known) known.askedIn = this.#spell;
    return known;
  }

  async of(userId: number): Promise<Memberships> {
    for (;;) {
      const known = this.peek(userId);
      if (known) return known;
      await this.ensure([userId]);
    }
  }

  /** Makes all of these people known, with one statement for those who are not. */
  async ensure(userIds: readonly number[]): Promise<void> {
    const missing = userIds.filter((id) => !this.#people.peek(id) && !this.#loading.has(id));
    if (missing.length > 0) this.#startLoading(missing);
    await Promise.all(userIds.map((id) => this.#loading.get(id)?.promise));
  }

  /**
   * Forgets whoever is not needed and has not been asked for since the last call but one, however much room there is: what happens in the
   * chats of those who are known is heard in full (log/news/addressee.ts).
   */
  forgetIdle(): void {
    const idle: Memberships[] = [];
    for (const each of this.#people.values())
      if (each.askedIn < this.#spell && !this.isNeeded(each.userId)) idle.push(each);
    for (const { userId, chats } of idle) {
      this.#people.delete(userId);
      for (const chatId of chats.keys()) this.#unlink(userId, chatId);
    }
    this.#spell += 1;
  }

  /** The members of a chat who are known here: all who poll, and others. */
  peopleIn(chatId: number): ReadonlySet<number> {
    return this.#byChat.get(chatId) ?? nobody;
  }

  /** Whether this person is known here, and kept right. */
  knows(userId: number): boolean {
    return this.#people.peek(userId) !== undefined;
  }

  apply(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.type === 'member.joined' && event.chatId !== null) this.#joined(event.chatId, event);
      else if (event.type === 'member.left') this.#left(event);
      else if (event.type === 'bot.deleted' && event.chatId !== null) this.#botRemoved(event.chatId, event);
      else if (event.type === 'chat.deleted') this.#deleted(event);
      else if (event.type === 'chat.updated' && event.chatId !== null) this.#moved(event.chatId, event);
    }
  }

  #startLoading(userIds: number[]): void {
    const loading: Loading = { isOutdated: false, promise: Promise.resolve() };
    for (const id of userIds) this.#loading.set(id, loading);
    loading.promise = this.#load(userIds, loading).finally(() => {
      for (const id of userIds) this.#loading.delete(id);
    });
  }

  /** Loads again when the log told of a change meanwhile: the rows read may be from before it. */
  async #load(userIds: number[], loading: Loading): Promise<void> {
    let rows: Awaited<ReturnType<typeof listChatsOfPeople>>;
    do {
      loading.isOutdated = false;
      rows = await listChatsOfPeople(this.db.read, userIds);
    } while (loading.isOutdated);
    const loaded = new Map(userIds.map((id) => [id, new Memberships(id, this.#spell)]));
    for (const { userId, chatId, uri } of rows) loaded.get(userId)?.set(chatId, uri);
    for (const [userId, memberships] of loaded) {
      for (const chatId of memberships.chats.keys()) this.#link(userId, chatId);
      this.#people.set(userId, memberships);
    }
  }

  #joined(chatId: number, event: LogEvent): void {
    const { id } = JSON.parse(event.data) as { id: number };
    this.#outdate(id);
    if (this.#people.peek(id)) this.#add(id, chatId, event.chatUri ?? '');
  }

  #left(event: LogEvent): void {
    const { id } = JSON.parse(event.data) as { id: number };
    this.#outdate(id);
    // Of the last one out only the personal event is left: the chat took its own with it.
    const chatId = event.chatId ?? this.#people.peek(id)?.chatIdOf(event.chatUri ?? '');
    if (chatId !== undefined) this.#remove(id, chatId);
  }

  #botRemoved(chatId: number, event: LogEvent): void {
    const { user } = JSON.parse(event.data) as { user: { id: number } };
    this.#outdate(user.id);
    this.#remove(user.id, chatId);
  }

  /** Sent to each former member for themselves; and of a large chat, whose members learn it later, to the chat. */
  #deleted(event: LogEvent): void {
    if (event.chatId !== null) this.#ended(event.chatId);
    if (event.userId === null) return;
    this.#outdate(event.userId);
    const chatId = this.#people.peek(event.userId)?.chatIdOf(event.chatUri ?? '');
    if (chatId !== undefined) this.#remove(event.userId, chatId);
  }

  #ended(chatId: number): void {
    for (const loading of this.#loading.values()) loading.isOutdated = true;
    for (const userId of [...this.peopleIn(chatId)]) this.#remove(userId, chatId);
  }

  /** Only a new uri matters here; most changes are to the name. */
  #moved(chatId: number, event: LogEvent): void {
    const { uri } = JSON.parse(event.data) as { uri: string };
    if (uri === event.chatUri) return;
    for (const loading of this.#loading.values()) loading.isOutdated = true;
    for (const userId of this.peopleIn(chatId)) this.#people.peek(userId)?.set(chatId, uri);
  }

  #add(userId: number, chatId: number, uri: string): void {
    const known = this.#people.peek(userId);
    if (!known) return;
    known.set(chatId, uri);
    this.#link(userId, chatId);
    this.#people.resized(userId);
  }

  #remove(userId: number, chatId: number): void {
    this.#people.peek(userId)?.delete(chatId);
    this.#unlink(userId, chatId);
    this.#people.resized(userId);
  }

  #link(userId: number, chatId: number): void {
    const members = this.#byChat.get(chatId);
    if (members) {
      members.add(userId);
      return;
    }
    this.#byChat.set(chatId, new Set([userId]));
    this.onAwaited(chatId);
  }

  #unlink(userId: number, chatId: number): void {
    const members = this.#byChat.get(chatId);
    members?.delete(userId);
    if (members?.size === 0) this.#byChat.delete(chatId);
  }

  #outdate(userId: number): void {
    const loading = this.#loading.get(userId);
    if (loading) loading.isOutdated = true;
  }
}

const nobody: ReadonlySet<number> = new Set();
