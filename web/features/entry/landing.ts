import { html } from 'htm/preact';
import { Page } from '../../kit/page/page.ts';
import { apiPath } from '../../net/paths.ts';
import { useStore } from '../../store/context.ts';
import { entryWords } from '../../words/en/entry.ts';
import { WayIn } from './way-in.ts';

/** The start page for someone who is not logged in: what this is, and a first chat in one step. */
export function Landing() {
  const { actions } = useStore();
  const { headline, lead, details, programs, sample } = entryWords.landing;
  return html`
    <${Page} class="landing">
      <div class="hero">
        <h1>${headline.map((sentence) => html`<span key=${sentence}>${sentence} </span>`)}</h1>
        <p id="lead" class="lead">${lead}</p>
        <ol class="sample" aria-hidden="true">
          ${sample.map((line, index) => html`<li key=${line} class=${index % 2 === 1 ? 'sample-own' : ''}>${line}</li>`)}
        </ol>
        <p class="hero-details">${details}<a href=${apiPath.docs}>${programs}</a>.</p>
      </div>
      <${WayIn} guest="start" describedBy="lead" onGuest=${actions.startChat} />
    <//>
  `;
}
