import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CloseIcon } from '../../kit/pictures/icons.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useActions } from '../../store/context.ts';
import type { Draft } from '../../store/outbox/drafts.ts';
import { imageWords } from '../../words/en/images.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { type Chosen, createChoiceActions, maxChosen } from './choice-actions.ts';

/** What the composer knows of its images. */
export type ImagesState = 'none' | 'preparing' | 'ready';

/** Sends what was chosen, in order, the first with the text; for one person alone where the draft is. */
export type SendChosen = (draft: Draft) => void;

interface ChosenImagesProps {
  uri: string;
  /** What was just picked, pasted or dropped; each time a new list. */
  incoming: readonly File[];
  sender: RefObject<SendChosen | null>;
  onState(state: ImagesState): void;
}

/** The images that go with the next message, each with a way to take it out again. */
export function ChosenImages({ uri, incoming, sender, onState }: ChosenImagesProps) {
  const actions = useActions(createChoiceActions);
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [preparing, setPreparing] = useState(0);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const latest = useRef(chosen);
  latest.current = chosen;

  const add = async (files: readonly File[]) => {
    const room = maxChosen - latest.current.length;
    const found: Problem[] =
      files.length > room ? [{ code: 'too_many_images', about: String(maxChosen) }] : [];
    setPreparing((count) => count + 1);
    // One after the other: a phone has no room for ten large photos at once.
    for (const file of files.slice(0, room)) {
      const prepared = await actions.prepare(file);
      if ('code' in prepared) found.push(prepared);
      else setChosen((all) => [...all, prepared]);
    }
    setProblems(found);
    setPreparing((count) => count - 1);
  };

  useLayoutEffect(() => void add(incoming), [incoming]);

  const state = preparing > 0 ? 'preparing' : chosen.length > 0 ? 'ready' : 'none';
  useLayoutEffect(() => onState(state), [state]);

  useLayoutEffect(() => {
    sender.current = (draft) => {
      actions.send(uri, latest.current, draft);
      // Sent: no longer this one's to give up.
      latest.current = [];
      setChosen([]);
      setProblems([]);
    };
    return () => {
      sender.current = null;
    };
  }, [uri, actions, sender]);

  // Gone elsewhere with images in hand: they are given up.
  useEffect(
    () => () => {
      for (const one of latest.current) actions.drop(one);
    },
    [actions],
  );

  const remove = (one: Chosen) => {
    actions.drop(one);
    setChosen((all) => all.filter((other) => other !== one));
  };

  const isKept = chosen.every((one) => one.image.isKept);
  return html`
    <div class="chosen">
      <${ProblemNote} text=${problems.map((problem) => problemText(problem)).join(' ') || (isKept ? null : imageWords.notKept)} />
      <ul class="chosen-list" aria-label=${imageWords.chosen}>
        ${chosen.map(
          (one) => html`
            <li class="chosen-item" key=${one.clientId}>
              <img src=${one.url} alt=${one.name} />
              <button type="button" class="icon-button" aria-label=${imageWords.remove(one.name)} onClick=${() => remove(one)}>
                <${CloseIcon} />
              </button>
            </li>
          `,
        )}
      </ul>
      <p class="quiet" role="status">${preparing > 0 && imageWords.preparing}</p>
    </div>
  `;
}
