import { html } from 'htm/preact';
import type {
  TargetedClipboardEvent,
  TargetedEvent,
  TargetedInputEvent,
  TargetedKeyboardEvent,
  TargetedSubmitEvent,
} from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CloseIcon, EmojiIcon, ImageIcon, SendIcon } from '../../kit/pictures/icons.ts';
import type { OpenChat, User } from '../../net/wire.ts';
import { useInside, useStore } from '../../store/context.ts';
import { addressIn, isAloud } from '../../store/outbox/addressee.ts';
import { type Draft, noDraft } from '../../store/outbox/drafts.ts';
import { useValue } from '../../store/use-value.ts';
import { insideWords } from '../../words/en/inside.ts';
import { EmojiDialog, EmojiNames } from '../emoji/door.ts';
import { DraftPreview, holdsMarks } from '../formatting/door.ts';
import { ChosenImages, type ImagesState, type SendChosen } from '../images/door.ts';
import { Answering } from '../message/door.ts';
import { type SettleAddress, WhisperAddress, WhisperNote } from '../whisper/door.ts';
import { useDroppedFiles } from './dropped-files.ts';

/** The contract's limit, in code points (section 4). */
const maxLength = 4000;
const countFrom = 3800;

/** An emoji's name is being written, or may be. */
const begunName = /(^|\s):[a-z+]\w/i;

/** On a phone the keyboard would rise over the talk that one came to read. */
const hasKeyboard = () => matchMedia('(pointer: fine)').matches;

interface ComposerProps {
  chat: OpenChat;
  me: User;
}

/** Where one writes: Enter sends and Shift+Enter breaks the line, or as somebody chose, `@name ` at the start makes it a whisper. */
export function Composer({ chat, me }: ComposerProps) {
  const { state } = useStore();
  const inside = useInside();
  const field = useRef<HTMLTextAreaElement>(null);
  const typed = useRef('');
  const id = useId();
  const { uri } = chat;
  const { enterKey } = useValue(inside.preferences.now);
  const breaksLine = enterKey === 'breaks' || (enterKey === 'device' && !hasKeyboard());
  const draft = useValue(state.drafts).get(uri) ?? noDraft;
  const { text, to, replyTo } = draft;
  // Where there are but two, all is between them.
  const mayAddress = addressIn(text) !== null && !to && !isAloud(draft) && chat.kind !== 'direct';
  /** Null while its code is on its way: until then nobody knows whom it is for, so it does not go out. */
  const settleAddress = useRef<SettleAddress | null>(null);
  /** It was to be sent, and its code is still on its way. */
  const isAsked = useRef(false);
  const left = maxLength - [...text].length;
  /** Chosen, pasted or dropped just now; what holds them is fetched with the first ones. */
  const [incoming, setIncoming] = useState<readonly File[] | null>(null);
  const hasChosen = (draft.images ?? []).length > 0;
  const [images, setImages] = useState<ImagesState>(hasChosen ? 'preparing' : 'none');
  const [isPicking, setIsPicking] = useState(false);
  const sendChosen = useRef<SendChosen | null>(null);
  const canSend = left >= 0 && (images === 'ready' || (images === 'none' && text.trim() !== ''));
  const addFiles = (files: FileList) => {
    setImages('preparing');
    setIncoming([...files]);
  };
  const isOver = useDroppedFiles(addFiles);

  // Asked to whisper, or to answer, from elsewhere on the page, one goes on here.
  useLayoutEffect(() => {
    if (to || replyTo || hasKeyboard()) field.current?.focus();
  }, [to?.username, replyTo]);

  // As tall as what is written, up to the height that the style sheet allows.
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text]);

  const change = (changes: Partial<Draft>) => inside.messages.keepDraft(uri, changes);

  const send = () => {
    if (!canSend) return;
    // A finger on the button takes it away, and one may write on while it is found out whom this is for.
    field.current?.focus();
    // Whom it is for is shown before it goes out.
    if (!mayAddress) return deliver();
    isAsked.current = !settleAddress.current;
    settleAddress.current?.(text);
  };

  const deliver = () => {
    if (images === 'ready') sendChosen.current?.(draft);
    else inside.messages.send(uri, draft);
    change(noDraft);
    inside.presence.stopTyping();
  };

  const write = (written: string) => {
    isAsked.current = false;
    const isChosen = isAloud({ ...draft, text: written });
    // Whoever has taken that name away, and writes one again, is asked again.
    change(isChosen || to ? { text: written } : { text: written, named: null, aloud: null });
    // Of a whisper nobody else sees anything, nor that one is being written.
    const isAddressed = addressIn(written) !== null && !isChosen;
    const isPublic = !to && !isAddressed && written.trim() !== '';
    if (isPublic && chat.member_count > 1) inside.presence.type(uri);
  };

  const readdress = (changes: Partial<Draft>) => {
    change(changes);
    field.current?.focus();
  };

  const speakUp = () => readdress({ to: null, named: null });
  const answerNothing = () => readdress({ replyTo: null });

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === 'ArrowUp' && text === '' && inside.messages.editLast()) event.preventDefault();
    if (event.key === 'Escape' && replyTo) {
      event.preventDefault();
      answerNothing();
    }
    if (event.key === 'Backspace' && to && selectionStart + selectionEnd === 0) speakUp();
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (breaksLine && !(event.ctrlKey || event.metaKey)) return;
    // Enter also accepts what an input method offers. Safari ends the composition first and tells by 229 alone.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  const onPaste = (event: TargetedClipboardEvent<HTMLTextAreaElement>) => {
    const { clipboardData: pasted } = event;
    // Text processors paste a picture of the text along with it.
    if (!pasted?.files.length || pasted.types.includes('text/plain')) return;
    event.preventDefault();
    addFiles(pasted.files);
  };

  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    send();
  };

  const isCounted = left <= maxLength - countFrom;
  const count = left < 0 ? insideWords.composer.over(-left) : insideWords.composer.left(left);
  return html`
    <form class="composer" onSubmit=${onSubmit}>
      <div class="composer-row">
        ${replyTo && html`<${Answering} uri=${uri} id=${replyTo} to=${to} onDrop=${answerNothing} />`}
        ${
          (incoming || hasChosen) &&
          html`
            <${ChosenImages}
              uri=${uri}
              incoming=${incoming}
              sender=${sendChosen}
              onState=${setImages}
              onLoadFailed=${() => setImages(hasChosen ? 'preparing' : 'none')}
            />
          `
        }
        ${
          (mayAddress || (chat.kind !== 'direct' && (draft.named || text.includes('@')))) &&
          html`<${WhisperAddress} field=${field} draft=${draft} chat=${chat} me=${me} settler=${settleAddress} isAsked=${isAsked} onDraft=${change} onChoice=${readdress} onAloud=${deliver} />`
        }
        ${begunName.test(text) && html`<${EmojiNames} field=${field} text=${text} />`}
        <div class="whisper-chip" id="${id}-whisper" role="status">
          ${
            to &&
            html`
              <${WhisperNote} to=${to} isToMe=${false} />
              <button type="button" class="icon-button" aria-label=${insideWords.composer.speakUp} onClick=${speakUp}>
                <${CloseIcon} />
              </button>
            `
          }
        </div>
        <label class="icon-button add-images">
          <${ImageIcon} />
          <input
            type="file"
            class="visually-hidden"
            accept="image/*"
            multiple
            aria-label=${insideWords.composer.addImages}
            onChange=${(event: TargetedEvent<HTMLInputElement>) => {
              if (event.currentTarget.files) addFiles(event.currentTarget.files);
              // The same one may be chosen again.
              event.currentTarget.value = '';
            }}
          />
        </label>
        <label class="visually-hidden" for=${id}>${insideWords.composer.label}</label>
        <textarea
          id=${id}
          ref=${field}
          rows="1"
          dir="auto"
          enterkeyhint=${breaksLine ? 'enter' : 'send'}
          placeholder=${insideWords.composer.placeholder}
          aria-describedby="${id}-whisper ${id}-hint"
          aria-invalid=${left < 0 ? 'true' : undefined}
          value=${text}
          onInput=${(event: TargetedInputEvent<HTMLTextAreaElement>) => write(event.currentTarget.value)}
          onKeyDown=${onKeyDown}
          onPaste=${onPaste}
        ></textarea>
        <button
          type="button"
          class="icon-button add-emoji"
          aria-haspopup="dialog"
          aria-label=${insideWords.composer.addEmoji}
          onClick=${() => setIsPicking(true)}
        >
          <${EmojiIcon} />
        </button>
        ${isPicking && html`<${EmojiDialog} field=${field} typed=${typed} onClose=${() => setIsPicking(false)} />`}
        <button type="submit" class="send-button" disabled=${!canSend} aria-label=${insideWords.composer.send}>
          <${SendIcon} />
        </button>
        <div class="composer-note">
          <span class="composer-hint" id="${id}-hint">${!isCounted && insideWords.composer.hint(breaksLine)}</span>
          ${holdsMarks(text) && html`<${DraftPreview} text=${text} />`}
          <span class="composer-count" role="status">${isCounted && count}</span>
        </div>
      </div>
      ${isOver && html`<p class="drop-zone">${insideWords.composer.drop}</p>`}
    </form>
  `;
}
