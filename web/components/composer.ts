import { html } from 'htm/preact';
import type { TargetedInputEvent, TargetedKeyboardEvent, TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import { words } from '../words.ts';
import { SendIcon } from './icons.ts';

/** The contract's limit, in code points (section 4). */
const maxLength = 4000;
const countFrom = 3800;

/** On a phone the keyboard would rise over the talk that one came to read. */
const hasKeyboard = () => matchMedia('(pointer: fine)').matches;

interface ComposerProps {
  uri: string;
  /** Somebody else is in the chat, to see that one types. */
  hasListeners: boolean;
}

/** Where one writes: Enter sends, Shift+Enter breaks the line. */
export function Composer({ uri, hasListeners }: ComposerProps) {
  const { state, actions } = useStore();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const text = useValue(state.drafts).get(uri) ?? '';
  const left = maxLength - [...text].length;
  const canSend = text.trim() !== '' && left >= 0;

  useEffect(() => {
    if (hasKeyboard()) field.current?.focus();
  }, []);

  // As tall as what is written, up to the height that the style sheet allows.
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text]);

  const send = () => {
    if (!canSend) return;
    actions.messages.send(uri, text);
    actions.messages.keepDraft(uri, '');
    actions.presence.stopTyping();
    field.current?.focus();
  };

  const write = (written: string) => {
    actions.messages.keepDraft(uri, written);
    if (hasListeners && written.trim() !== '') actions.presence.type(uri);
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    // Enter also accepts what an input method offers. Safari ends the composition first and tells by 229 alone.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    send();
  };

  const isCounted = left <= maxLength - countFrom;
  const count = left < 0 ? words.composer.over(-left) : words.composer.left(left);
  return html`
    <form class="composer" onSubmit=${onSubmit}>
      <div class="composer-row">
        <label class="visually-hidden" for=${id}>${words.composer.label}</label>
        <textarea
          id=${id}
          ref=${field}
          rows="1"
          dir="auto"
          enterkeyhint="send"
          placeholder=${words.composer.placeholder}
          aria-describedby="${id}-hint"
          aria-invalid=${left < 0 ? 'true' : undefined}
          value=${text}
          onInput=${(event: TargetedInputEvent<HTMLTextAreaElement>) => write(event.currentTarget.value)}
          onKeyDown=${onKeyDown}
        ></textarea>
        <button type="submit" class="send-button" disabled=${!canSend} aria-label=${words.composer.send}>
          <${SendIcon} />
        </button>
        <p class="composer-note">
          <span class="composer-hint" id="${id}-hint">${!isCounted && words.composer.hint}</span>
          <span class="composer-count" role="status">${isCounted && count}</span>
        </p>
      </div>
    </form>
  `;
}
