import { html } from 'htm/preact';
import { lazy } from '../../kit/parts/lazy.ts';

/** Only where something is pinned. */
export const PinBar = lazy(
  () => import('./pin-bar.ts'),
  ({ PinBar }) => PinBar,
  // As high, so that nothing moves when it is there.
  () => html`<div class="pin-bar"></div>`,
);
