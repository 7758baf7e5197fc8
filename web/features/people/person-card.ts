import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { factsLine } from '../../kit/facts.ts';
import { Dialog } from '../../kit/forms/dialog.ts';
import { useShowDialog } from '../../kit/forms/use-show-dialog.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Person } from '../../net/wire.ts';
import { memberWords } from '../../words/en/members.ts';
import { type Problem, problemText } from '../../words/en/problems.ts';

interface PersonCardProps {
  person: Person;
  onOpen(): Promise<Problem | null>;
  onBlock(): Promise<Problem | null>;
  onClose(): void;
}

/** What one may do about somebody in the list of people. To block them is asked first. */
export function PersonCard({ person, onOpen, onBlock, onClose }: PersonCardProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const showDialog = useShowDialog();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { block, direct, guest, back, close } = memberWords.member;
  const name = person.display_name;
  const facts = [`@${person.username}`, person.is_guest && guest];

  useLayoutEffect(() => showDialog(dialog.current), []);

  const attempt = async (doing: Promise<Problem | null>) => {
    const found = await doing;
    setProblem(found);
    if (!found) dialog.current?.close();
  };

  const choice = (text: string, onClick: () => void, kind = 'button-quiet') =>
    html`<button type="button" class="button ${kind}" key=${text} onClick=${onClick}>${text}</button>`;

  return html`
    <${Dialog}
      dialog=${dialog}
      title=${isAsking ? block.question(name) : name}
      text=${isAsking ? block.consequence(name) : factsLine(facts)}
      onClose=${onClose}
    >
      <${ProblemNote} text=${problemText(problem)} />
      ${
        isAsking
          ? html`
              <div class="dialog-buttons" key="question">
                ${choice(back, () => setIsAsking(false))}
                ${choice(block.confirm, () => attempt(onBlock()), 'button-danger')}
              </div>
            `
          : html`
              <div class="dialog-choices" key="choices">
                ${choice(direct, () => attempt(onOpen()))}
                ${choice(block.action, () => setIsAsking(true), 'button-danger')}
                ${choice(close, () => dialog.current?.close())}
              </div>
            `
      }
    <//>
  `;
}
