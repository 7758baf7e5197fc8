import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { OpenChat, User } from '../../net/wire.ts';
import { whisperWords } from '../../words/en/whisper.ts';
import { sayableName } from './address-choice.ts';
import { PeopleList } from './people-list.ts';
import { beginningWith, isNameOf } from './read-address.ts';

interface NameListProps {
  field: RefObject<HTMLTextAreaElement>;
  text: string;
  chat: OpenChat;
  me: User;
  onText(text: string): void;
}

/** Whom an `@…` within a text may come to name, while it is being written. */
export function NameList({ field, text, chat, me, onText }: NameListProps) {
  /** Where the caret goes once the name stands there. */
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current !== null) field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);

  const end = field.current?.selectionEnd ?? text.length;
  const begun = nameBegun(text.slice(0, end));
  if (begun === null) return null;
  const others = chat.members.filter(({ id }) => id !== me.id);
  const people = beginningWith(begun, others);
  // Whoever has written all of it need not choose, and sends by Enter.
  if (people.length === 1 && people.some((one) => isNameOf(begun, one))) return null;
  const pick = (one: User) => {
    const before = `${text.slice(0, end - begun.length)}${sayableName(one)} `;
    caret.current = before.length;
    onText(before + text.slice(end).trimStart());
  };
  return html`
    <${PeopleList}
      key=${end - begun.length}
      field=${field}
      people=${people}
      text=${text}
      label=${whisperWords.names}
      count=${whisperWords.foundToName}
      onPick=${pick}
    />
  `;
}

/** So much of a name is written before it is chosen from a list. */
const maxBegun = 40;

/** What stands behind the last @ of a text, where it may be the beginning of a name; null where it may not. */
export function nameBegun(text: string): string | null {
  const at = text.lastIndexOf('@');
  const begun = text.slice(at + 1);
  const isWithin = /[\p{L}\p{N}\p{M}_@+-]$/u.test(text.slice(0, Math.max(at, 0)));
  return at < 0 || isWithin || begun.length > maxBegun || !/^\S/.test(begun) ? null : begun;
}
