import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { inWords } from '../../kit/forms/form.ts';
import { MenuDialog } from '../../kit/menus/menu-dialog.ts';
import { Question } from '../../kit/menus/question.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { pagePath } from '../../net/paths.ts';
import type { Message, User } from '../../net/wire.ts';
import { createPersonActions } from '../../store/actions/person-actions.ts';
import { useActions, useInside, useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { isDeletedUser, runsChat } from '../../store/world/members.ts';
import { memberWords } from '../../words/en/members.ts';
import { messageWords } from '../../words/en/message.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';
import { EmojiPicker } from '../emoji/picker-door.ts';
import { ReportForm } from '../reports/door.ts';
import { answer } from './answer.ts';
import { createChangeActions } from './change-actions.ts';
import { LinkField } from './link-field.ts';
import { MenuItems } from './menu-items.ts';
import { SeenBy } from './seen-by.ts';

/** In a larger chat it is not told. */
const mostInSmallChat = 20;

/** What is done only after a question. */
type Asked = 'delete' | 'ban' | 'block';

function isAsked(step: string): step is Asked {
  return step === 'delete' || step === 'ban' || step === 'block';
}

interface MessageMenuProps {
  message: Message;
  /** What opened it, and what it stands beside. */
  button: RefObject<HTMLButtonElement>;
  /** Gives the focus back. */
  onClose(): void;
}

/** All that one can do with a message: in a dialog, so that the rest of the page waits and Escape leaves it. */
export function MessageMenu({ message, button, onClose }: MessageMenuProps) {
  const { state } = useStore();
  const view = useValue(state.view);
  const me = useValue(state.session)?.user;
  const actions = useActions(createChangeActions);
  const { block } = useActions(createPersonActions);
  const { messages } = useInside();
  const dialog = useRef<HTMLDialogElement>(null);
  const [step, setStep] = useState<'items' | 'emoji' | 'link' | 'seen' | 'report' | Asked>('items');
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Of what is fetched when it is chosen, how many there were. */
  const [sizes, setSizes] = useState(0);
  const [readers, setReaders] = useState<readonly User[] | null>(null);
  const typed = useRef('');
  /** What is done when the menu has closed. */
  const goesOn = useRef(() => {});

  const finish = async (doing: Promise<Problem | null>) => {
    const found = await inWords(await doing);
    if (!found) return dialog.current?.close();
    setProblem(found);
  };

  // No clipboard over plain HTTP, or by setting: the person selects and copies by hand.
  const copy = async (text: string, orElse: () => void) => {
    try {
      await navigator.clipboard.writeText(text);
      dialog.current?.close();
    } catch {
      orElse();
    }
  };

  // Before the step, whose size is known then.
  const showSeen = async () => {
    const found = await actions.seenBy(message, setReaders);
    setProblem(found);
    if (!found) setStep('seen');
  };

  const goOn = (next: () => void) => {
    goesOn.current = next;
    dialog.current?.close();
  };

  const edit = () =>
    goOn(() => {
      state.spot.value = { id: message.id, isEditing: true };
    });

  // A menu gives the focus back when it has closed, and that is after `close()`: only then may something else take it.
  const onClosed = () => {
    onClose();
    goesOn.current();
  };

  const link = location.origin + pagePath.message(message.uri, message.id);
  const isMine = message.user.id === me?.id;
  const chat = view?.stage === 'open' ? view.chat : null;
  const isModerator = chat !== null && runsChat(chat);
  // In a private chat it stands below the message, and of a whisper to oneself nobody else has read it.
  const isSmall = chat !== null && chat.kind !== 'direct' && chat.member_count <= mostInSmallChat;
  const mayPin = (isModerator || chat?.kind === 'direct') && message.to === null;
  const { display_name: name, username } = message.user;
  const { menu } = messageWords;
  const { member } = memberWords;
  const isPerson = !isMine && !isDeletedUser(message.user);
  // Who is still there is banned where the members are, with all else that one may do about them.
  const hasLeft = chat !== null && !chat.members.some(({ id }) => id === message.user.id);
  const asked = {
    delete: {
      title: menu.deleteQuestion,
      consequence: menu.deleteConsequence,
      keep: menu.keep,
      confirm: menu.delete,
    },
    ban: {
      title: member.ban.question(name),
      consequence: member.ban.ofWhoLeft(name),
      keep: member.back,
      confirm: member.ban.confirm,
    },
    block: {
      title: member.block.question(name),
      consequence: member.block.consequence(name),
      keep: member.back,
      confirm: member.block.confirm,
    },
  };
  const confirmed = {
    delete: () => actions.remove(message),
    ban: () => actions.ban(message.uri, username),
    block: () => block(username),
  };
  const react = (emoji: string, isGiven = true) => finish(actions.react(message, emoji, isGiven));
  return html`
    <${MenuDialog}
      dialog=${dialog}
      opener=${button}
      label=${isAsked(step) ? asked[step].title : menu.label}
      step=${step + sizes + (problem?.code ?? '')}
      onClose=${onClosed}
    >
      ${
        step === 'items' &&
        html`
          <${MenuItems}
            given=${message.reactions.filter(({ users }) => users.some(({ id }) => id === me?.id)).map(({ emoji }) => emoji)}
            onReact=${react}
            onOther=${() => setStep('emoji')}
            onReply=${() => goOn(() => me && answer(message, { me, messages }))}
            onCopy=${() => copy(message.message, () => setProblem({ code: 'copy_refused' }))}
            onCopyLink=${() => copy(link, () => setStep('link'))}
            onSeen=${isSmall && (isMine || !message.to) ? showSeen : null}
            isPinned=${message.pinned !== null}
            onPin=${mayPin ? () => finish(actions.pin(message)) : null}
            onEdit=${isMine ? edit : null}
            onDelete=${isMine || (isModerator && message.to === null) ? () => setStep('delete') : null}
            onReport=${isMine ? null : () => setStep('report')}
            onBan=${isPerson && isModerator && chat.kind !== 'direct' && hasLeft ? () => setStep('ban') : null}
            onBlock=${isPerson ? () => setStep('block') : null}
          />
        `
      }
      ${step === 'seen' && html`<${SeenBy} readers=${readers} />`}
      ${step === 'report' && html`<${ReportForm} message=${message} onShown=${() => setSizes(sizes + 1)} onClose=${() => dialog.current?.close()} />`}
      ${step === 'link' && html`<${LinkField} link=${link} />`}
      ${step === 'emoji' && html`<${EmojiPicker} onPick=${react} typed=${typed} />`}
      ${
        isAsked(step) &&
        html`
          <${Question}
            key=${step}
            ...${asked[step]}
            onKeep=${() => dialog.current?.close()}
            onConfirm=${() => finish(confirmed[step]())}
          />
        `
      }
      <${ProblemNote} text=${problemText(problem)} />
    <//>
  `;
}
