import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { FeedStatus, LineStatus } from '../net/transport/transport.ts';
import type { Chat, Message, OpenChat, Presence, Preview, User } from '../net/wire.ts';
import type { Problem } from '../words/en/problems.ts';
import type { Drafts } from './outbox/drafts.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Ending, KeptSession, SessionEnd } from './session/kept-session.ts';
import { listChats, presenceIn, unreadInAll } from './world/select.ts';
import type { Talk, World } from './world/world.ts';

export type Farewell = 'none' | Ending;

/** Whoever it happened to did not choose to go. */
export function isUnwanted(farewell: Farewell): farewell is 'expired' | 'endedElsewhere' {
  return farewell === 'expired' || farewell === 'endedElsewhere';
}

/** Why a chat does not open; `deadEndWords.why` has a sentence for each. */
export type Refusal =
  | 'unknown'
  | 'closed'
  | 'invite'
  | 'banned'
  | 'left'
  | 'removed'
  | 'outside'
  | 'over'
  | 'refused';

/** The chat that the address names, on its way from a link to a talk. */
export type Visit =
  | { stage: 'opening'; uri: string }
  | { stage: 'previewed'; uri: string; preview: Preview }
  /** Logged in and not in the chat, which nobody just asked to join. `hasLeft`: one was in it, on this page. */
  | { stage: 'outside'; uri: string; preview: Preview; hasLeft: boolean }
  /** `by`: the name of who did it, where that is known. */
  | { stage: 'refused'; uri: string; refusal: Refusal; by?: string | undefined }
  | OpenVisit;

export interface OpenVisit {
  stage: 'open';
  uri: string;
  isLoadingMore: boolean;
  /** On the way out by oneself: being out is then no surprise. */
  isLeaving: boolean;
  /** Why one could not be brought to a message. */
  problem?: Problem | null;
}

/** A message that one was brought to. */
export interface Spot {
  id: number;
  /** To write it anew. */
  isEditing: boolean;
}

/** A chat and its talk, as far as it is loaded. */
export interface OpenChatView extends OpenVisit, Pick<Talk, 'messages' | 'notices' | 'pins' | 'hasOlder'> {
  /** Between these messages and the newest ones is a gap. */
  isElsewhere: boolean;
  chat: OpenChat;
  presence: Presence;
}

export type ChatView = Exclude<Visit, OpenVisit> | OpenChatView;

export interface State {
  session: Signal<KeptSession | null>;
  /** How the last session on this page ended: the form for the next one follows from it. */
  farewell: Signal<Farewell>;
  /** Whose session that was. */
  lastUser: Signal<User | null>;
  /** A log-out that waits for an answer: what it costs is said first. */
  leaving: Signal<'here' | 'everywhere' | null>;
  /** The path of the address bar; every view follows from it. */
  path: Signal<string>;
  /**
   * Whoever is here went to that address, or logged in at it. Not so after Back, or when another tab logged somebody in: what
   * is at the address is shown then, and nothing is joined.
   */
  isOwnStep: Signal<boolean>;
  /** The chats that this person left while this page was open. */
  left: Signal<ReadonlySet<string>>;
  /** What the log tells about; null while nobody is logged in. */
  world: Signal<World | null>;
  visit: Signal<Visit | null>;
  spot: Signal<Spot | null>;
  /** The chat whose newest message somebody can look at right now. */
  attended: Signal<string | null>;
  outbox: Signal<Outbox>;
  /** What was begun and not sent, by chat: going elsewhere and back keeps it. */
  drafts: Signal<Drafts>;
  /** How polling goes; null before it began. */
  feed: Signal<FeedStatus | null>;
  /** How what was asked for beside polling goes. */
  loading: Signal<LineStatus>;

  /** What the staff told everyone lately, perhaps twice; features/broadcasts/ knows what of it is still to be shown. */
  broadcasts: Signal<readonly Message[]>;

  // What follows from the above:

  view: ReadonlySignal<ChatView | null>;
  /** The newest activity first; null until they are loaded. */
  chats: ReadonlySignal<readonly Chat[] | null>;
  /** Unread messages in all chats. */
  unread: ReadonlySignal<number>;
  line: ReadonlySignal<LineStatus>;
}

export interface Beginning {
  session: KeptSession | null;
  /** Of the session before. */
  end: SessionEnd | null;
  path: string;
  isOwnStep: boolean;
}

export function createState({ session, end, path, isOwnStep }: Beginning): State {
  const world = signal<World | null>(null);
  const visit = signal<Visit | null>(null);
  const attended = signal<string | null>(null);
  const feed = signal<FeedStatus | null>(null);
  const loading = signal<LineStatus>('up');
  // Apart from the rest of the world, so that typing and presence don't sort hundreds of chats anew.
  const known = computed(() => (world.value?.isListed ? world.value.chats : null));
  return {
    session: signal(session),
    // Whoever logged out themselves finds the page as new.
    farewell: signal<Farewell>(end?.user ? end.ending : 'none'),
    lastUser: signal<User | null>(end?.user ?? null),
    leaving: signal<'here' | 'everywhere' | null>(null),
    path: signal(path),
    isOwnStep: signal(isOwnStep),
    left: signal<ReadonlySet<string>>(new Set()),
    world,
    visit,
    spot: signal<Spot | null>(null),
    attended,
    outbox: signal<Outbox>([]),
    drafts: signal<Drafts>(new Map()),
    feed,
    loading,
    broadcasts: signal<readonly Message[]>([]),
    view: computed(() => toView(visit.value, world.value)),
    chats: computed(() => listChats(known.value)),
    unread: computed(() => unreadInAll(world.value, attended.value)),
    line: computed(() => (feed.value && feed.value.line !== 'up' ? feed.value.line : loading.value)),
  };
}

/** Changes the visit to this uri, if it is still the one and the chat is open. */
export function changeVisit(state: State, uri: string, changes: Partial<Omit<OpenVisit, 'stage'>>): void {
  const visit = state.visit.value;
  if (visit?.stage === 'open' && visit.uri === uri) state.visit.value = { ...visit, ...changes };
}

function toView(visit: Visit | null, world: World | null): ChatView | null {
  if (visit?.stage !== 'open') return visit;
  const { uri } = visit;
  const known = world?.chats.get(uri);
  const talk = world?.talks.get(uri);
  if (!world || !known || !talk) return { stage: 'opening', uri };
  const { members, notices, pins, elsewhere } = talk;
  const { messages, hasOlder } = elsewhere ?? talk;
  const chat = { ...known.chat, is_member: true, members } as const;
  const presence = presenceIn(world, uri, members);
  // Who came and went was seen at the newest messages, and stands there.
  const shown = { messages, hasOlder, notices: elsewhere ? [] : notices, isElsewhere: elsewhere !== null };
  return { ...visit, chat, presence, pins, ...shown };
}
