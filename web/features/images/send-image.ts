import { effect } from '@preact/signals-core';
import { insidePath } from '../../net/inside-paths.ts';
import type { Message } from '../../net/wire.ts';
import type { FeatureDeps, SendImage } from '../../store/actions/feature-deps.ts';
import { imagesOf, markFailed, type Outgoing } from '../../store/outbox/outbox.ts';
import type { State } from '../../store/state.ts';
import { dropBlob, readBlob } from './kept-blobs.ts';
import { uploader } from './upload.ts';

/** Ten minutes for 8 MiB: slower lines than that don't finish. What stands still ends sooner. */
const maxUploadMs = 10 * 60_000;

/**
 * Uploads a message with its images. Called off, resolving with null, when it leaves the outbox: discarded, or found to be
 * stored already. Its bytes are dropped as soon as it is stored.
 */
export const sendImage: SendImage = async (deps, outgoing, end) => {
  const { clientId, uri, text, to, replyTo, authorId } = outgoing;
  const { images, outbox } = deps;
  const blobs: Blob[] = [];
  for (const { key } of imagesOf(outgoing)) {
    const blob = images.unsent.get(key) ?? (await readBlob(authorId, key));
    if (!blob) break;
    images.unsent.set(key, blob);
    blobs.push(blob);
  }
  if (blobs.length < imagesOf(outgoing).length) {
    outbox.change((waiting) => markFailed(waiting, clientId, 'image_gone'));
    return null;
  }
  const form = new FormData();
  form.set('client_id', clientId);
  if (to) form.set('to', to.username);
  if (replyTo) form.set('reply_to', String(replyTo));
  if (text !== '') form.set('message', text);
  for (const blob of blobs) form.append('image', blob, 'image');
  const over = new AbortController();
  const stopWatching = whenGone(deps, outgoing, over);
  tellProgress(deps, clientId, 0);
  try {
    const message = await deps.ask<Message>(insidePath.messages(uri), {
      method: 'POST',
      body: form,
      signal: AbortSignal.any([end, over.signal]),
      heldMs: maxUploadMs,
      by: uploader((share) => tellProgress(deps, clientId, share)),
    });
    dropImages(deps, outgoing);
    return message;
  } catch (error) {
    if (over.signal.aborted) dropImages(deps, outgoing);
    if (over.signal.aborted || end.aborted) return null;
    throw error;
  } finally {
    stopWatching();
    tellProgress(deps, clientId, null);
  }
};

/** Lets go of the images of a message that is sent or given up. */
export function dropImages(deps: Pick<FeatureDeps, 'images'>, outgoing: Outgoing): void {
  for (const { key } of imagesOf(outgoing)) dropBytes(deps, { authorId: outgoing.authorId, key });
}

/** Lets go of one image. */
export function dropBytes(
  { images }: Pick<FeatureDeps, 'images'>,
  { authorId, key }: { authorId: number; key: string },
): void {
  images.unsent.delete(key);
  void dropBlob(authorId, key);
}

function whenGone({ state }: FeatureDeps, outgoing: Outgoing, over: AbortController): () => void {
  return effect(() => {
    if (hasLeftOutbox(state, outgoing)) over.abort();
  });
}

/** Sent or discarded, here or in another tab. Someone else's outbox says nothing of it. */
export function hasLeftOutbox({ session, outbox }: State, { clientId, authorId }: Outgoing): boolean {
  const isTheirs = session.value?.user.id === authorId;
  return isTheirs && !outbox.value.some((waiting) => waiting.clientId === clientId);
}

function tellProgress({ images }: FeatureDeps, clientId: string, share: number | null): void {
  const progress = new Map(images.progress.value);
  if (share === null) progress.delete(clientId);
  else progress.set(clientId, share);
  images.progress.value = progress;
}
