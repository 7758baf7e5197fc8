import { html } from 'htm/preact';
import { useId } from 'preact/hooks';
import { LiftingList } from '../../kit/forms/lifting-list.ts';
import { createPersonActions } from '../../store/actions/person-actions.ts';
import { useActions } from '../../store/context.ts';
import { memberWords } from '../../words/en/members.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { createSettingsActions } from './settings-actions.ts';

const words = { ...settingsWords.blocks, ...memberWords.member.block };

/** From whom one wants nothing in private, and the way to have it again. */
export function Blocked() {
  const { readBlocks } = useActions(createSettingsActions);
  const { liftBlock } = useActions(createPersonActions);
  const id = useId();
  const { heading, hint } = words;
  return html`
    <section class="card settings-part" aria-labelledby=${id}>
      <h2 id=${id}>${heading}</h2>
      <p class="quiet">${hint}</p>
      <${LiftingList} read=${readBlocks} mark=${null} lift=${liftBlock} words=${words} />
    </section>
  `;
}
