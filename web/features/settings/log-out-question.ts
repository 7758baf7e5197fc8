import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { pagePath } from '../../net/paths.ts';
import type { User } from '../../net/wire.ts';
import { useActions, useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { settingsWords } from '../../words/en/settings.ts';
import { words } from '../../words/en/words.ts';
import { createSettingsActions } from './settings-actions.ts';

interface LogOutQuestionProps {
  me: User;
  where: 'here' | 'everywhere';
}

/** Says what a log-out would lose for good, and offers a guest the way to lose nothing. */
export function LogOutQuestion({ me, where }: LogOutQuestionProps) {
  const { state, actions } = useStore();
  const settings = useActions(createSettingsActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [problem, setProblem] = useState<Problem | null>(null);
  const unsent = useValue(state.outbox).length;
  useLayoutEffect(() => showDialog(dialog.current), []);

  const close = () => {
    state.leaving.value = null;
  };
  const confirm = async () => {
    if (where === 'here') return actions.account.logOut();
    const found = await settings.logOutEverywhere();
    setProblem(found);
  };
  const makeAccount = () => {
    close();
    actions.go(pagePath.settings);
  };

  const {
    question,
    guestLoses,
    unsent: unsentWords,
    makeAccount: offer,
    stay,
    everywhere,
  } = settingsWords.leaving;
  const losses = [me.is_guest && guestLoses(me.display_name), unsent > 0 && unsentWords(unsent)].filter(
    Boolean,
  );
  return html`
    <${Dialog}
      dialog=${dialog}
      title=${me.is_guest ? question.guest(me.display_name) : question.account}
      text=${losses.join(' ')}
      onClose=${close}
    >
      <${ProblemNote} text=${problemText(problem)} />
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${close}>${stay}</button>
        ${me.is_guest && html`<button type="button" class="button button-primary" onClick=${makeAccount}>${offer}</button>`}
        <button type="button" class="button button-danger" onClick=${confirm}>
          ${where === 'everywhere' ? everywhere : words.logOut}
        </button>
      </div>
    <//>
  `;
}
