import { html } from 'htm/preact';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { ProblemNote } from '../../components/problem-note.ts';
import { panelWords } from '../../panel-words.ts';
import { useStore } from '../../store/context.ts';
import type { Problem } from '../../store/problem.ts';
import type { OpenChat } from '../../wire.ts';
import { TextField } from '../text-field.ts';

/** For the owner: what the chat is called. */
export function RenameForm({ chat }: { chat: OpenChat }) {
  const { actions } = useStore();
  const [name, setName] = useState(chat.name);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaved, setIsSaved] = useState(false);

  const save = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = await actions.chats.rename(chat.uri, name.trim());
    setProblem(found);
    setIsSaved(found === null);
  };

  const change = (value: string) => {
    setName(value);
    setIsSaved(false);
  };

  return html`
    <form class="rename" onSubmit=${save} noValidate>
      <${TextField}
        label=${panelWords.rename.label}
        name="name"
        value=${name}
        onValue=${change}
        errors=${problem?.fields.name}
      />
      <button type="submit" class="button button-quiet">${panelWords.rename.save}</button>
      <p class="rename-saved" role="status">${isSaved && panelWords.rename.saved}</p>
      <${ProblemNote} text=${problem?.general ?? null} />
    </form>
  `;
}
