import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { CloseIcon } from '../../kit/pictures/icons.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useActions, useInside, useStore } from '../../store/context.ts';
import type { ChosenImage, Draft } from '../../store/outbox/drafts.ts';
import { useValue } from '../../store/use-value.ts';
import { imageWords } from '../../words/en/images.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { createChoiceActions } from './choice-actions.ts';
import { maxChosen, maxTogether } from './in-messages.ts';
import { UnsentImage } from './unsent-image.ts';

/** What the composer knows of its images. */
export type ImagesState = 'none' | 'preparing' | 'ready';

/** Sends a draft with what was chosen for it; for one person alone where the draft is. */
export type SendChosen = (draft: Draft) => void;

interface ChosenImagesProps {
  uri: string;
  /** What was just picked, pasted or dropped; each time a new list. */
  incoming: readonly File[] | null;
  sender: RefObject<SendChosen | null>;
  onState(state: ImagesState): void;
}

/** The images that go with the next message, each with a way to take it out again. They are kept with the draft. */
export function ChosenImages({ uri, incoming, sender, onState }: ChosenImagesProps) {
  const actions = useActions(createChoiceActions);
  const { drafts } = useStore().state;
  const { keepDraft } = useInside().messages;
  const chosen = useValue(drafts).get(uri)?.images ?? [];
  const [preparing, setPreparing] = useState(0);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  /** While a file is made ready others may come and go, and one may leave the chat. */
  const change = (next: (images: readonly ChosenImage[]) => readonly ChosenImage[]) =>
    keepDraft(uri, { images: next(drafts.value.get(uri)?.images ?? []) });

  const add = async (files: readonly File[]) => {
    const already = drafts.value.get(uri)?.images?.length ?? 0;
    const taken = files.slice(0, maxChosen - already);
    const found: Problem[] =
      files.length > taken.length ? [{ code: 'too_many_images', about: String(maxChosen) }] : [];
    const mayWeigh = Math.floor(maxTogether / (already + taken.length));
    setPreparing((count) => count + 1);
    // One after the other: a phone has no room for ten large photos at once.
    for (const file of taken) {
      const prepared = await actions.prepare(file, mayWeigh);
      if ('code' in prepared) found.push(prepared);
      else change((images) => [...images, prepared]);
    }
    setProblems(found);
    setPreparing((count) => count - 1);
  };

  useLayoutEffect(() => {
    if (incoming) void add(incoming);
  }, [incoming]);

  const state = preparing > 0 ? 'preparing' : chosen.length > 0 ? 'ready' : 'none';
  useLayoutEffect(() => onState(state), [state]);

  useLayoutEffect(() => {
    sender.current = (draft) => {
      actions.send(uri, draft);
      setProblems([]);
    };
    return () => {
      sender.current = null;
    };
  }, [uri, actions, sender]);

  const remove = (one: ChosenImage) => {
    actions.drop(one);
    change((images) => images.filter(({ key }) => key !== one.key));
  };

  const onGone = (one: ChosenImage) => {
    remove(one);
    setProblems((all) => [...all, { code: 'image_gone' }]);
  };

  const isKept = chosen.every((one) => one.isKept);
  return html`
    <div class="chosen">
      <${ProblemNote} text=${problems.map((problem) => problemText(problem)).join(' ') || (isKept ? null : imageWords.notKept)} />
      <ul class="chosen-list" aria-label=${imageWords.chosen}>
        ${chosen.map(
          (one) => html`
            <li class="chosen-item" key=${one.key}>
              <${UnsentImage} of=${one.key} alt=${one.name} onGone=${() => onGone(one)} />
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
