import { html } from 'htm/preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { Broadcasts } from '../features/broadcasts/door.ts';
import { ChatPlace } from '../features/chat/door.ts';
import { DeadEnd, Join } from '../features/entry/inside-door.ts';
import { SearchPage } from '../features/search/door.ts';
import { LogOutQuestion, Settings } from '../features/settings/door.ts';
import { Sidebar } from '../features/sidebar/door.ts';
import { QuickSwitch } from '../features/switch/door.ts';
import { Boundary } from '../kit/parts/boundary.ts';
import { useWide } from '../kit/use-wide.ts';
import type { Place } from '../net/paths.ts';
import type { User } from '../net/wire.ts';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import { useFetchAhead } from './fetch-ahead.ts';
import { useFindKey } from './find-key.ts';
import { Home } from './home.ts';

export interface InsideProps {
  me: User;
  place: Place;
}

/** The page of someone who is logged in: the list, and beside it, or instead of it, what the address names. */
export function InsidePage({ me, place }: InsideProps) {
  const { state } = useStore();
  const isWide = useWide();
  const isTold = useValue(state.broadcasts).length > 0;
  const leaving = useValue(state.leaving);
  const [isFinding, setIsFinding] = useState(false);
  const typed = useRef('');
  const find = useCallback(() => setIsFinding(true), []);
  useFindKey(find);
  useFetchAhead();
  const isListOnly = place.kind === 'home' && !isWide;
  return html`
    <${Boundary} of=${isFinding}>
      ${isFinding && html`<${QuickSwitch} typed=${typed} onClose=${() => setIsFinding(false)} />`}
      ${isTold && html`<${Broadcasts} />`}
    <//>
    ${leaving && html`<${LogOutQuestion} me=${me} where=${leaving} />`}
    <div class="frame ${isWide ? 'frame-wide' : ''}">
      ${
        (isWide || isListOnly) &&
        html`
          <${Boundary} key="list" of=${isListOnly}>
            <${Sidebar} me=${me} place=${place} isPage=${isListOnly} onFind=${find} />
          <//>
        `
      }
      ${
        !isListOnly &&
        html`
          <div class="frame-place" key="place">
            <${Boundary} of=${nameOf(place)}>${showPlace({ me, place })}<//>
          </div>
        `
      }
    </div>
  `;
}

/** Another one is drawn anew, whatever broke at the one before. */
function nameOf(place: Place): string {
  if (place.kind === 'chat') return place.uri;
  return place.kind === 'join' ? place.code : place.kind;
}

function showPlace({ me, place }: InsideProps) {
  switch (place.kind) {
    case 'home':
      return html`<${Home} />`;
    case 'chat':
      return html`<${ChatPlace} me=${me} />`;
    case 'join':
      return html`<${Join} key=${place.code} code=${place.code} />`;
    case 'search':
      return html`<${SearchPage} me=${me} />`;
    case 'settings':
      return html`<${Settings} me=${me} />`;
    // A mail's link is shown before anybody is asked for (app.ts).
    case 'mailed':
    case 'nowhere':
      return html`<${DeadEnd} of="nowhere" />`;
  }
}
