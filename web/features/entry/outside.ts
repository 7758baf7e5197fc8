import { html } from 'htm/preact';
import type { Place } from '../../net/paths.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { Join } from './join.ts';
import { Landing } from './landing.ts';
import { DeadEnd } from './lazy-dead-end.ts';
import { PreviewPage } from './preview-page.ts';

/** The page of someone who is not logged in: the ways in. */
export function Outside({ place }: { place: Place }) {
  if (place.kind === 'chat') return html`<${FromOutside} />`;
  if (place.kind === 'join') return html`<${Join} key=${place.code} code=${place.code} />`;
  if (place.kind === 'nowhere') return html`<${DeadEnd} of="nowhere" />`;
  return html`<${Landing} />`;
}

/** A chat's address: who invites to what, as soon as that is known. */
function FromOutside() {
  const { state } = useStore();
  const view = useValue(state.view);
  if (view?.stage === 'previewed') return html`<${PreviewPage} key=${view.uri} preview=${view.preview} />`;
  // Not to be found without logging in: it may still be a private chat of one's own.
  return view?.stage === 'refused' && html`<${PreviewPage} preview=${null} />`;
}
