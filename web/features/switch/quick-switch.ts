import { createPersonActions } from '../../store/actions/person-actions.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { Fragment } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/forms/dialog.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { useLoaded } from '../../kit/forms/use-loaded.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { pagePath } from '../../net/paths.ts';
import { useActions, useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { panelWords } from '../../words/en/panels.ts';
import { peopleWords } from '../../words/en/people.ts';
import { createPeopleActions } from '../people/people-actions.ts';
import { createRoomActions } from '../rooms/room-actions.ts';
import { findTargets, type Target } from './find-targets.ts';

interface QuickSwitchProps {
  /** What was typed before this was there. */
  typed: { current: string };
  onClose(): void;
}

const everywhere = (words: string): Target => ({
  key: 'words',
  kind: 'words',
  label: peopleWords.find.everywhere(words),
  to: { path: pagePath.search(words), mayJoin: true },
});

/** Type a few letters of a chat, a person or a room, and be there, or look for what was said: a combobox after the pattern of the ARIA practices. */
export function QuickSwitch({ typed, onClose }: QuickSwitchProps) {
  const { state, actions } = useStore();
  const { search } = useActions(createPeopleActions);
  const { openDirect } = useActions(createPersonActions);
  const { list } = useActions(createRoomActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [text, setText] = useState(typed.current);
  const [active, setActive] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const id = useId();
  const chats = useValue(state.chats) ?? [];
  // The server finds names as they are written; among the first fifty, accents make no difference either.
  const first = useLoaded(search).found?.people ?? [];
  const found = useLoaded(search, { text: text.trim() }).found?.people ?? [];
  const people = [...new Map([...first, ...found].map((person) => [person.id, person])).values()];
  const rooms = useLoaded(list).found ?? [];
  const named = findTargets(text, { chats, people, rooms });
  const sought = text.trim();
  // Last, so that Enter takes it where nothing has such a name.
  const targets = sought === '' ? named : [...named, everywhere(sought)];
  const current = Math.min(active, targets.length - 1);

  // The browser gives the focus back to where it was when the dialog closes.
  useLayoutEffect(() => showDialog(dialog.current), []);
  useEffect(() =>
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }),
  );

  const goTo = async ({ to }: Target) => {
    if ('path' in to) {
      dialog.current?.close();
      actions.go(to.path, to.mayJoin);
      return;
    }
    const found = await openDirect(to.username);
    if (found) setProblem(found);
    else dialog.current?.close();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const target = targets[current];
    if (step && targets.length > 0) setActive((current + step + targets.length) % targets.length);
    else if (event.key === 'Enter' && target && !event.isComposing) void goTo(target);
    else return;
    event.preventDefault();
  };

  const find = peopleWords.find;
  return html`
    <${Dialog} dialog=${dialog} title=${find.title} onClose=${onClose}>
      <div class="find" onKeyDown=${onKeyDown}>
        <${TextField}
          label=${find.label}
          name="find"
          value=${text}
          onValue=${(value: string) => {
            setText(value);
            setActive(0);
          }}
          combobox=${{ list: `${id}-list`, active: targets[current] && `${id}-${targets[current].key}` }}
        />
        <${ProblemNote} text=${problemText(problem)} />
        <ul class="find-list" role="listbox" id="${id}-list" aria-label=${find.found}>
          ${targets.map(
            (target, index) => html`
              <${Fragment} key=${target.key}>
                ${
                  target.kind !== 'words' &&
                  target.kind !== targets[index - 1]?.kind &&
                  html`<li class="find-kind" role="presentation">${insideWords.home.sections[target.kind]}</li>`
                }
                <li
                  class="find-target"
                  role="option"
                  id="${id}-${target.key}"
                  aria-selected=${index === current ? 'true' : 'false'}
                  onClick=${() => goTo(target)}
                >
                  <bdi class="one-line">${target.label}</bdi>
                </li>
              <//>
            `,
          )}
        </ul>
        <p class="quiet" role="status">${named.length === 0 && find.nothing}</p>
      </div>
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${() => dialog.current?.close()}>${panelWords.line.close}</button>
      </div>
    <//>
  `;
}
