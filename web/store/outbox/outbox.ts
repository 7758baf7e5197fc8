import type { Message } from '../../net/wire.ts';
import type { ProblemCode } from '../../words/en/problems.ts';
import { type Addressee, isAddressee } from './addressee.ts';

/** An image on its way. */
export interface OutgoingImage {
  width: number;
  height: number;
  /** Whether the browser keeps it for us; if not, it lasts as long as the page, and so does its message. */
  isKept: boolean;
  /** Under which its bytes are kept (web/features/images). A page of before kept them under their message's client id. */
  key?: string;
}

/** A message on its way: shown from the moment it was written, until the server's own copy takes its place. */
export interface Outgoing {
  /** Carried by every attempt, so that the server stores it once however often it arrives. */
  clientId: string;
  uri: string;
  text: string;
  /** Of a whisper, the one it is for. */
  to: Addressee | null;
  /** The id of the message that it answers. A page of before knew none. */
  replyTo?: number | null;
  /** In the order in which they will be shown. */
  images?: readonly OutgoingImage[];
  /** The first of them: all that a page of before knows. It finds nothing under the client id of several, and so sends no part of them. */
  image?: OutgoingImage;
  authorId: number;
  writtenAt: string;
  /** `failed`: refused, and its author's to decide about. */
  state: 'sending' | 'failed';
  /** Why it failed. What an older or a newer page kept may be another word: `problemText` knows. */
  reason: ProblemCode | null;
}

/** In the order in which they were written. */
export type Outbox = readonly Outgoing[];

/** The images of a message on its way, with what their bytes are kept under. */
export function imagesOf({ clientId, image, images = image ? [image] : [] }: Outgoing) {
  return images.map((each) => ({ key: clientId, ...each }));
}

export function add(outbox: Outbox, outgoing: Outgoing): Outbox {
  return [...outbox, outgoing];
}

/** At the end: what was written since does not wait for it. */
export function markSending(outbox: Outbox, clientId: string): Outbox {
  const again = outbox.filter((outgoing) => outgoing.clientId === clientId);
  return [
    ...discard(outbox, clientId),
    ...again.map((it): Outgoing => ({ ...it, state: 'sending', reason: null })),
  ];
}

export function markFailed(outbox: Outbox, clientId: string, reason: ProblemCode): Outbox {
  return outbox.map((outgoing) =>
    outgoing.clientId === clientId ? { ...outgoing, state: 'failed', reason } : outgoing,
  );
}

export function discard(outbox: Outbox, clientId: string): Outbox {
  return outbox.filter((outgoing) => outgoing.clientId !== clientId);
}

/** A chat has a new uri: what is for it goes there. */
export function rehome(outbox: Outbox, from: string, to: string): Outbox {
  return outbox.map((outgoing) => (outgoing.uri === from ? { ...outgoing, uri: to } : outgoing));
}

/**
 * The one to send now, with an image or without: of each kind one at a time, so that they arrive in the order in which
 * they were written. Between the kinds there is no order: what one says need not wait for a large image to go up.
 */
export function nextToSend(outbox: Outbox, withImage: boolean): Outgoing | null {
  return outbox.find(({ state, image }) => state === 'sending' && !image === !withImage) ?? null;
}

/** Drops what is stored by now. A poll may tell so before the send's own answer does, or in place of a lost answer. */
export function settle(outbox: Outbox, messages: readonly Message[]): Outbox {
  if (outbox.length === 0) return outbox;
  const stored = new Set(messages.map(({ user, client_id }) => `${user.id} ${client_id}`));
  const left = outbox.filter(({ authorId, clientId }) => !stored.has(`${authorId} ${clientId}`));
  return left.length === outbox.length ? outbox : left;
}

/** Reads what was kept; null when it was not written by us. Nothing kept is an empty outbox. */
export function parseOutbox(kept: unknown): Outbox | null {
  if (kept === null) return [];
  return Array.isArray(kept) && kept.every(isOutgoing) ? kept : null;
}

/** What says nothing clear about whom it is for is not taken: a whisper must never go out to everyone. */
function isOutgoing(value: Partial<Outgoing> | null): value is Outgoing {
  return typeof value?.clientId === 'string' && typeof value.text === 'string' && isAddressee(value.to);
}
