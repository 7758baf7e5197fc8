import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { factsLine } from '../../../kit/facts.ts';
import { Dialog } from '../../../kit/forms/dialog.ts';
import { useShowDialog } from '../../../kit/forms/use-show-dialog.ts';
import { ProblemNote } from '../../../kit/problem-note.ts';
import type { Member, OpenChat } from '../../../net/wire.ts';
import { createPersonActions } from '../../../store/actions/person-actions.ts';
import { useActions } from '../../../store/context.ts';
import { memberWords } from '../../../words/en/members.ts';
import { type Problem, problemText } from '../../../words/en/problems.ts';
import { createMemberActions } from './member-actions.ts';
import { rightsOver } from './member-rights.ts';

/** What is asked before it is done. */
type Step = 'handOver' | 'remove' | 'ban' | 'block';

interface MemberCardProps {
  chat: OpenChat;
  member: Member;
  /** Still in the chat: else the card closes by itself. */
  isHere: boolean;
  /** To where one writes, with a whisper begun. */
  onWhisper(): void;
  onClose(): void;
}

/** What one may do about one member. The choices follow the roles as they are now, on both sides. */
export function MemberCard({ chat, member, isHere, onWhisper, onClose }: MemberCardProps) {
  const actions = useActions(createMemberActions);
  const { openDirect, block } = useActions(createPersonActions);
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [step, setStep] = useState<Step | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isChanged, setIsChanged] = useState(false);
  const { uri, kind } = chat;
  const name = member.display_name;
  const rights = rightsOver(chat, member.role);
  const words = memberWords.member;

  useLayoutEffect(() => showDialog(dialog.current), []);
  useLayoutEffect(() => {
    if (!isHere) dialog.current?.close();
  }, [isHere]);
  const mayStep = step === 'block' || (step === 'handOver' ? rights.changeRole : rights.remove);
  // Before it is painted: nobody is to press what they may no longer do.
  useLayoutEffect(() => {
    // Demoted while being asked: there is nothing left to confirm.
    if (!mayStep) setStep(null);
  }, [mayStep]);

  const attempt = async (doing: Promise<Problem | null>, isLast: boolean) => {
    const found = await doing;
    setProblem(found);
    setIsChanged(found === null);
    if (!found && isLast) dialog.current?.close();
  };

  const confirm = () => {
    const { username } = member;
    if (step === 'handOver') void attempt(actions.handOver(uri, username), true);
    else if (step === 'block') void attempt(block(username), true);
    else void attempt(actions.remove(uri, member, step === 'ban'), true);
  };

  const whisper = () => {
    dialog.current?.close();
    onWhisper();
  };

  const changeRole = () =>
    attempt(
      actions.changeRole(uri, member.username, member.role === 'member' ? 'moderator' : 'member'),
      false,
    );

  const choice = (text: string, onClick: () => void, kind = 'button-quiet') =>
    html`<button type="button" class="button ${kind}" key=${text} onClick=${onClick}>${text}</button>`;
  const close = () => dialog.current?.close();
  const facts = [
    kind !== 'direct' && words.roles[member.role],
    `@${member.username}`,
    member.is_guest && words.guest,
  ];

  return html`
    <${Dialog}
      dialog=${dialog}
      title=${step ? words[step].question(name) : name}
      text=${step ? words[step].consequence(name) : factsLine(facts)}
      onClose=${onClose}
    >
      <${ProblemNote} text=${problemText(problem)} />
      <p class="visually-hidden" role="status">${isChanged && words.isNow(name, words.roles[member.role])}</p>
      ${
        step
          ? html`
              <div class="dialog-buttons" key=${step}>
                ${choice(words.back, () => setStep(null))}
                ${choice(words[step].confirm, confirm, step === 'handOver' ? 'button-primary' : 'button-danger')}
              </div>
            `
          : html`
              <div class="dialog-choices" key="choices">
                ${kind !== 'direct' && choice(words.direct, () => attempt(openDirect(member.username), true))}
                ${kind !== 'direct' && choice(words.whisper, whisper)}
                ${
                  rights.changeRole &&
                  html`
                    <button type="button" class="button button-quiet" key="role" onClick=${changeRole}>
                      ${member.role === 'member' ? words.makeModerator : words.makeMember}
                    </button>
                    ${choice(words.handOver.action, () => setStep('handOver'))}
                  `
                }
                ${rights.remove && choice(words.remove.action, () => setStep('remove'), 'button-danger')}
                ${rights.remove && choice(words.ban.action, () => setStep('ban'), 'button-danger')}
                ${choice(words.block.action, () => setStep('block'), 'button-danger')}
                ${choice(words.close, close)}
              </div>
            `
      }
    <//>
  `;
}
