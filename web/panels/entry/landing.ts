import { html } from 'htm/preact';
import { Page } from '../../components/page.ts';
import { entryWords } from '../../entry-words.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { AccountForm } from './account-form.ts';

/** The start page for someone who is not logged in: what this is, and the way in. */
export function Landing() {
  const { state } = useStore();
  const farewell = useValue(state.farewell);
  const { headline, lead, details, sample } = entryWords.landing;
  return html`
    <${Page} class="landing">
      <div class="hero">
        <h1>${headline.map((sentence) => html`<span key=${sentence}>${sentence} </span>`)}</h1>
        <p id="lead" class="lead">${lead}</p>
        <ol class="sample" aria-hidden="true">
          ${sample.map((line, index) => html`<li key=${line} class=${index % 2 === 1 ? 'sample-own' : ''}>${line}</li>`)}
        </ol>
        <p class="hero-details">${details}</p>
      </div>
      <${AccountForm} isNewcomer=${farewell === 'none'} describedBy="lead" />
    <//>
  `;
}
