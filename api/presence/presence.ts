import { nanoid } from 'nanoid';
import type { StateMark } from '../log/cursor.ts';
import type { LogEvent } from '../log/event.ts';
import type { MembershipCache } from '../members/access/membership-cache.ts';
import type { Memberships } from '../members/access/memberships.ts';
import type { Clock } from '../process/clock.ts';
import { ChatStates } from './chat-states.ts';
import { type CrowdSighting, Elsewhere, type Sighting } from './elsewhere.ts';
import { LargeChats, mostNamed } from './large-chats.ts';
import { PeopleHere } from './people-here.ts';
import type { Person, PersonHere, Shown, TypingPerson } from './person.ts';
import { StateMarks } from './state-marks.ts';
import { Typing } from './typing.ts';
import { TypistNames } from './typist-names.ts';
import { WhoIsShown } from './who-is-shown.ts';

/** A poll every 60 s, as from a hidden tab, still counts as being there (api/README.md section 5). */
const onlineMs = 75_000;
/** Here. Beyond, whoever was unseen for the longest is taken for offline a little early. Those who poll are seen all the time. */
const maxOnline = 50_000;

/**
 * Who is there and who types: state, not history, in memory with deadlines, and never a database write per poll. Versions
 * count the changes seen by this node; a digest lets other nodes compare.
 */
export class Presence {
  readonly nodeId = nanoid(6);
  readonly #here: PeopleHere;
  readonly #elsewhere: Elsewhere;
  readonly #shown: WhoIsShown;
  readonly #typing = new Typing();
  readonly typists = new TypistNames((userId) => this.#changed(this.#typing.of(userId)));
  readonly large = new LargeChats();
  readonly #states: ChatStates;
  /** What readers have seen of it, as their cursors say. */
  readonly #marks: StateMarks;
  /** Called with the chats whose state has changed. */
  onChange: (chatIds: Iterable<number>) => void = () => {};
  /** Called when someone comes here or types here, or is here and joins or leaves a chat, for the other nodes. */
  onLocal: (news: PersonHere | TypingPerson) => void = () => {};
  /** Called when someone who is here leaves a large chat, for the other nodes. */
  onLeft: (chatId: number, userId: number) => void = () => {};
  /** Called when a chat becomes large, or small again (large-chats.ts). */
  onTurned: (chatId: number, isLarge: boolean) => void = () => {};

  constructor(
    private readonly clock: Clock,
    private readonly memberships: Pick<MembershipCache, 'peek' | 'peopleIn' | 'ensure'>,
    most = maxOnline,
  ) {
    this.#here = new PeopleHere(most);
    this.#elsewhere = new Elsewhere(
      (chatId) => this.memberships.peopleIn(chatId).size > 0,
      (chatId) => this.large.has(chatId),
    );
    this.#shown = new WhoIsShown({
      here: this.#here,
      elsewhere: this.#elsewhere,
      typing: this.#typing,
      typists: this.typists,
      memberships,
    });
    this.#states = new ChatStates((chatId) => this.#shown.describe(chatId));
    this.#marks = new StateMarks(this.nodeId, this.#states);
    this.#states.onCounted = (chatId, online) => this.large.counted(chatId, online);
    this.large.onTurned = (chatId, isLarge) => {
      if (isLarge) this.#elsewhere.becameLarge(chatId, clock.monotonic());
      this.onTurned(chatId, isLarge);
    };
  }

  /** A poll came from this person, whose memberships are known. */
  saw(userId: number, username: string): void {
    const isNew = !this.isOnline(userId);
    const { clock } = this;
    const person = { userId, username, seenAt: clock.now(), seenMs: clock.monotonic() };
    this.#put(person);
    if (isNew) this.onLocal(person);
  }

  /** Somebody who was seen here waits here still, under the name that they have by now. */
  stays(userId: number, username: string): void {
    this.saw(userId, this.#here.get(userId)?.username ?? username);
  }

  /** Another node saw these people; it may be some time ago. */
  sawElsewhere(sightings: readonly Sighting[], from = ''): void {
    const nowMs = this.clock.monotonic();
    const changed = sightings.flatMap((sighting) => {
      const chatIds = this.#elsewhere.saw(sighting, from, nowMs);
      return chatIds.filter((chatId) => !this.#shown.isHereIn(sighting.userId, chatId));
    });
    this.#changed(new Set(changed));
  }

  /** Another node says who is there of a large chat. */
  sawCrowd(crowd: CrowdSighting, from: string): void {
    const { chatId } = crowd;
    const moved = this.#elsewhere.sawCrowd(crowd, from, this.clock.monotonic());
    if (moved.some((userId) => !this.#shown.isHereIn(userId, chatId))) this.#changed([chatId]);
  }

  typed(typing: TypingPerson, from: 'here' | 'elsewhere'): void {
    // Nobody here may see it; nor would its end be heard of, which is the message.
    if (from === 'elsewhere' && this.memberships.peopleIn(typing.chatId).size === 0) return;
    this.#changed(this.#typing.began(typing, this.clock.monotonic()));
    if (from === 'here') this.onLocal(typing);
    else if (this.#elsewhere.find(typing.userId, typing.chatId)?.username === null)
      this.typists.want(typing.userId);
  }

  /** On whichever node. */
  isOnline(userId: number): boolean {
    return this.isHere(userId) || this.#elsewhere.seenMs(userId) !== undefined;
  }

  isHere(userId: number): boolean {
    return this.#here.has(userId);
  }

  /** In Unix milliseconds. */
  lastSeen(userId: number): number | null {
    const elsewhereMs = this.#elsewhere.seenMs(userId);
    const elsewhere =
      elsewhereMs === undefined ? null : this.clock.now() - Math.round(this.clock.monotonic() - elsewhereMs);
    const here = this.#here.seenAt(userId);
    return here === null || elsewhere === null ? (here ?? elsewhere) : Math.max(here, elsewhere);
  }

  /** Everyone online whose newest poll came to this node. */
  seenHere(): PersonHere[] {
    return [...this.#here.all()].filter(
      ({ userId, seenMs }) => seenMs >= (this.#elsewhere.seenMs(userId) ?? Number.NEGATIVE_INFINITY),
    );
  }

  /** Everyone online in this chat who polled here of late, also those whose newest poll went elsewhere. */
  hereIn(chatId: number): PersonHere[] {
    return [...this.memberships.peopleIn(chatId)].flatMap((userId) => this.#here.get(userId) ?? []);
  }

  /** Ends what is over. To be called about once a second. */
  expire(): void {
    const nowMs = this.clock.monotonic();
    for (const person of this.#here.all()) {
      if (person.seenMs + onlineMs > nowMs) break;
      this.#gone(person);
    }
    this.#changed(new Set(this.#elsewhere.expire(nowMs - onlineMs)));
    this.#changed(this.#typing.expire(nowMs));
    this.typists.keepOnly((userId) => this.#typing.of(userId).length > 0);
    this.large.recount(nowMs, this.#elsewhere.named(mostNamed), (chatId) =>
      this.memberships.peopleIn(chatId).size > 0 ? this.#states.countIn(chatId) : 0,
    );
  }

  /** Who joins or leaves changes who is there, and so does a new name; who has sent a message has stopped typing. */
  apply(events: readonly LogEvent[]): void {
    for (const { type, chatId, userId, data } of events) {
      if (type === 'user.updated' && userId !== null) this.#renamed(userId, JSON.parse(data));
      if (chatId === null) continue;
      if (type === 'member.joined' || type === 'member.left') this.#moved(type, chatId, JSON.parse(data));
      if (type !== 'message.created' || this.#typing.size === 0) continue;
      // Of a chat that has gone meanwhile there is no message to be read.
      const message = JSON.parse(data) as { user: { id: number } } | null;
      if (message) this.#changed(this.#typing.ended({ chatId, userId: message.user.id }));
    }
  }

  /** When people were last seen, once each, to be written down together. */
  takeUnsaved(): Map<number, number> {
    return this.#here.takeUnsaved();
  }

  /** They could not be written down. */
  putBackUnsaved(seen: ReadonlyMap<number, number>): void {
    this.#here.putBackUnsaved(seen);
  }

  /** Rises with every change of anyone's state. */
  get version(): number {
    return this.#states.version;
  }

  mark(reader: Memberships, chatId: number | null): StateMark {
    return this.#marks.mark(reader, chatId);
  }

  renewed(mark: StateMark | null, reader: Memberships, chatId: number | null): StateMark {
    return this.#marks.renewed(mark, reader, chatId);
  }

  news(reader: Memberships, chatId: number | null, mark: StateMark | null): string | null {
    return this.#marks.news(reader, chatId, mark);
  }

  #put(person: PersonHere): void {
    const isSame = this.#here.get(person.userId)?.username === person.username;
    const tooMany = this.#here.put(person);
    if (tooMany) this.#gone(tooMany);
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

  /** Comes, goes or is called otherwise, in all chats that this person is in, but where they are shown just so as they are elsewhere too. */
  #present({ userId, username }: Person): void {
    const chatIds = [...(this.memberships.peek(userId)?.chats.keys() ?? [])];
    const isNews = (there: Shown | undefined) => there?.username !== null && there?.username !== username;
    this.#changed(chatIds.filter((chatId) => isNews(this.#elsewhere.find(userId, chatId))));
  }

  #renamed(userId: number, { username }: { username: string }): void {
    this.typists.renamed(userId, username);
    this.#changed(this.#elsewhere.renamed(userId, username));
    const person = this.#here.get(userId);
    if (!person || person.username === username) return;
    person.username = username;
    this.#present(person);
  }

  #moved(type: 'member.joined' | 'member.left', chatId: number, { id }: { id: number }): void {
    if (type === 'member.left') this.#elsewhere.left(id, chatId);
    this.#changed([chatId]);
    // Others know nobody's chats; and what was said of them a moment ago may be on its way.
    const person = this.#here.get(id);
    if (!person) return;
    this.onLocal(person);
    if (type === 'member.left' && this.large.has(chatId)) this.onLeft(chatId, id);
  }

  #gone(person: PersonHere): void {
    this.#here.delete(person.userId);
    this.#present(person);
  }

  #changed(chatIds: Iterable<number>): void {
    const ids = [...chatIds];
    if (ids.length === 0) return;
    this.#states.changed(ids);
    this.onChange(ids);
  }
}
