import { html } from 'htm/preact';
import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { inWords } from '../../kit/forms/form.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Message } from '../../net/wire.ts';
import { useActions, useStore } from '../../store/context.ts';
import { messageWords } from '../../words/en/message.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { createChangeActions } from './change-actions.ts';

/** A message of one's own in the hand again: Enter saves, Escape leaves it as it was. */
export function EditForm({ message }: { message: Message }) {
  const { state } = useStore();
  const actions = useActions(createChangeActions);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(message.message);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const words = messageWords.edit;

  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight + 2}px`;
  }, [text]);

  const leave = () => {
    state.spot.value = null;
  };

  const save = async () => {
    if (isSaving || text.trim() === '') return;
    if (text === message.message) return leave();
    setIsSaving(true);
    const found = await inWords(await actions.edit(message, text.toWellFormed()));
    setIsSaving(false);
    if (!found) return leave();
    setProblem(found);
    field.current?.focus();
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    // Enter also accepts what an input method offers. Safari ends the composition first and tells by 229 alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' && !event.shiftKey) void save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return html`
    <form
      class="edit"
      onSubmit=${(event: SubmitEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref=${field}
        rows="1"
        dir="auto"
        enterkeyhint="done"
        aria-label=${words.label}
        value=${text}
        onInput=${() => setText(field.current?.value ?? '')}
        onKeyDown=${onKeyDown}
      ></textarea>
      <${ProblemNote} text=${problemText(problem)} />
      <div class="edit-buttons">
        <button type="button" class="button" onClick=${leave}>${words.cancel}</button>
        <button type="submit" class="button" disabled=${text.trim() === ''}>${words.save}</button>
      </div>
    </form>
  `;
}
