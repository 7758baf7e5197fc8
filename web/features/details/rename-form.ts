import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { detailsWords } from '../../words/en/details.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';

/** For the owner: what the chat is called. */
export function RenameForm({ chat }: { chat: OpenChat }) {
  const { change } = useActions(createChatSettingsActions);
  /** What is written and not saved yet; else the field shows the name as it is now. */
  const [written, setWritten] = useState<string | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const name = written ?? chat.name;

  const { form, problem, submit, generalBeside } = useForm(async () => {
    const found = await change(chat.uri, { name: name.trim() });
    setIsSaved(found === null);
    if (!found) setWritten(null);
    return found;
  });

  const write = (value: string) => {
    setWritten(value);
    setIsSaved(false);
  };

  return html`
    <form class="small-form" ref=${form} onSubmit=${submit} noValidate>
      <${TextField}
        label=${detailsWords.rename.label}
        name="name"
        value=${name}
        onValue=${write}
        errors=${problem?.fields?.name}
      />
      <button type="submit" class="button button-quiet">${detailsWords.rename.save}</button>
      <p class="small-note" role="status">${isSaved && detailsWords.rename.saved}</p>
      <${ProblemNote} text=${generalBeside('name')} />
    </form>
  `;
}
