import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { detailsWords } from '../../words/en/details.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';

interface FieldFormProps {
  chat: OpenChat;
  /** What of the chat is written. */
  field: 'name' | 'topic';
}

/** For the owner: what the chat is called, or what it is about. */
export function FieldForm({ chat, field }: FieldFormProps) {
  const { change } = useActions(createChatSettingsActions);
  /** What is written and not saved yet; else the field shows what it is now. */
  const [written, setWritten] = useState<string | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const words = detailsWords.fields[field];

  const { form, problem, submit, generalBeside } = useForm(async () => {
    const found = await change(chat.uri, { [field]: (written ?? chat[field] ?? '').trim() });
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
        label=${words.label}
        name=${field}
        value=${written ?? chat[field] ?? ''}
        onValue=${write}
        errors=${problem?.fields?.[field]}
      />
      <button type="submit" class="button button-quiet">${words.save}</button>
      <p class="small-note" role="status">${isSaved && words.saved}</p>
      <${ProblemNote} text=${generalBeside(field)} />
    </form>
  `;
}
