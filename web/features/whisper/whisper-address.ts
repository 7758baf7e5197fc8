import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { OpenChat, User } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { addressIn, isAloud } from '../../store/outbox/addressee.ts';
import type { Draft } from '../../store/outbox/drafts.ts';
import { whisperWords } from '../../words/en/whisper.ts';
import { createAddressActions } from './address-actions.ts';
import { AddressChoice } from './address-choice.ts';
import { AddressQuestion } from './address-question.ts';
import { NameList } from './name-list.ts';
import { PeopleList } from './people-list.ts';
import { isCommand, nearPeople, peopleFor, readAddress, splitAddress, toAddressee } from './read-address.ts';

/** Whom a question offers. */
const maxOffered = 6;

/** Finds out, or asks, whom a text is for; what is for everyone is sent then, what is a whisper first shown as one. */
export type SettleAddress = (text: string) => void;

interface WhisperAddressProps {
  /** Where it is written. The focus stays there; the keys that belong to the list are taken before the field sees them. */
  field: RefObject<HTMLTextAreaElement>;
  draft: Draft;
  chat: OpenChat;
  me: User;
  /** Lets the composer have it settled whom a text is for, before it is sent. */
  settler: RefObject<SettleAddress | null>;
  /** Whether that was to be settled before this code was there. */
  isAsked: { current: boolean };
  onDraft(draft: Draft): void;
  /** The other of the two that it may mean was chosen. */
  onChoice(draft: Draft): void;
  /** It is for everyone, and whoever wrote it has said so. */
  onAloud(): void;
}

/** Where it may be for somebody, and nobody knows for whom. */
interface Doubt {
  /** As it was when it was to be sent. */
  text: string;
  people: readonly User[];
  isUnsure: boolean;
}

/** Longer ones are no names, and would fill the question. */
const maxWord = 40;

/** For whom a draft is: asked while a name is being written at its beginning, and shown to choose from once it is known whose it is. */
export function WhisperAddress(props: WhisperAddressProps) {
  const { draft, onDraft, onChoice } = props;
  const { text, to } = draft;
  if (addressIn(text) !== null && !to && !isAloud(draft))
    return html`<${AddressList} ...${props} text=${text} />`;
  return html`
    <${AddressChoice} draft=${draft} onDraft=${onChoice} />
    ${!to && html`<${NameList} ...${props} text=${text} onText=${(named: string) => onDraft({ ...draft, text: named })} />`}
  `;
}

interface AddressListProps extends Omit<WhisperAddressProps, 'draft' | 'onChoice'> {
  /** Begins with an @ or `/w`. */
  text: string;
}

/** Whom the `@…` that is being written may mean; a whole name with a space behind it is taken as it stands. */
function AddressList({ field, text, chat, me, settler, isAsked, onDraft, onAloud }: AddressListProps) {
  const find = useActions(createAddressActions);
  const [looking, setLooking] = useState<string | null>(null);
  const [doubt, setDoubt] = useState<Doubt | null>(null);
  const people = useMemo(() => chat.members.filter((member) => member.id !== me.id), [chat.members, me.id]);
  const meant = peopleFor(text, people);

  /** Asked whether it is a whisper: the chip shows both (address-choice.ts). Whoever says `/w` has said so. */
  const address = (draft: Draft) => onDraft({ ...draft, named: isCommand(text) ? null : draft.to });

  // Of a large chat only the first members are at hand: another may have that name, or a longer one.
  const isPartial = chat.members.length < chat.member_count;
  const latest = useRef(text);
  latest.current = text;

  const settle = async (written: string) => {
    const known = isPartial ? null : readAddress(written, people);
    if (known) return address(known);
    setLooking(written);
    const { people: named, problem } = await find(chat.uri, addressIn(written) ?? '');
    setLooking(null);
    // Written on meanwhile, or given up: then it is not to be sent any more.
    if (latest.current !== written) return;
    const others = named.filter(({ id }) => id !== me.id);
    const all = [...new Map([...people, ...others].map((one) => [one.id, one])).values()];
    const draft = problem ? null : readAddress(written, all);
    if (draft) return address(draft);
    const near = nearPeople(splitAddress(written).word, all);
    const meant = [...new Map([...others, ...near].map((one) => [one.id, one])).values()];
    setDoubt({ text: written, people: meant.slice(0, maxOffered), isUnsure: problem !== null });
  };

  useLayoutEffect(() => {
    settler.current = (written) => void settle(written);
    if (isAsked.current) settler.current(text);
    isAsked.current = false;
    return () => {
      settler.current = null;
    };
  });

  const goBack = () => {
    setDoubt(null);
    field.current?.focus();
  };

  // Not while it may still become the longer name of somebody else.
  const isWhole = /\s/.test(addressIn(text) ?? '') && meant.length === 0 && !isPartial;
  const draft = isWhole ? readAddress(text, people) : null;
  useLayoutEffect(() => {
    if (draft) address(draft);
  }, [draft !== null]);

  const pick = (one: User) => address({ text: '', to: toAddressee(one) });

  const status = html`<p class="whisper-looking quiet" role="status">${looking === text && whisperWords.looking}</p>`;
  if (doubt) {
    const { word, rest } = splitAddress(doubt.text);
    return html`
      <${AddressQuestion}
        word=${word.length > maxWord ? `${word.slice(0, maxWord)}…` : word}
        people=${doubt.people}
        isUnsure=${doubt.isUnsure}
        isCommand=${isCommand(doubt.text)}
        onWhisper=${(to: User) => {
          goBack();
          onDraft({ text: rest, to: toAddressee(to), named: null });
        }}
        onAloud=${() => {
          goBack();
          onAloud();
        }}
        onAgain=${() => {
          goBack();
          void settle(doubt.text);
        }}
        onBack=${goBack}
      />
    `;
  }
  return html`
    ${status}
    <${PeopleList}
      field=${field}
      people=${meant}
      text=${text}
      label=${whisperWords.suggestions}
      count=${whisperWords.found}
      onPick=${pick}
    />
  `;
}
