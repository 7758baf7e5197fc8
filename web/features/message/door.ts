import { html } from 'htm/preact';
import { lazy } from '../../kit/parts/lazy.ts';
import { fetchPart } from '../../net/fetch-part.ts';

export { MessageTools } from './message-tools.ts';

export const loadFollowKey = async () => (await fetchPart(() => import('./message.ts'))).followKey;

export const Answering = lazy(
  () => import('./message.ts'),
  ({ Answering }) => Answering,
);
export const EditForm = lazy(
  () => import('./message.ts'),
  ({ EditForm }) => EditForm,
);
export const FailedNote = lazy(
  () => import('./message.ts'),
  ({ FailedNote }) => FailedNote,
);
export const Fingers = lazy(
  () => import('./message.ts'),
  ({ Fingers }) => Fingers,
);
export const JumpTo = lazy(
  () => import('./message.ts'),
  ({ JumpTo }) => JumpTo,
);
export const Reactions = lazy(
  () => import('./message.ts'),
  ({ Reactions }) => Reactions,
);
export const RowQuote = lazy(
  () => import('./message.ts'),
  ({ RowQuote }) => RowQuote,
  // As high, so that nothing moves when it is there.
  () => html`<div class="quote"></div>`,
);
