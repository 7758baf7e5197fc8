import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { PicturePicker } from '../../kit/pictures/picture-picker.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { User } from '../../net/wire.ts';
import { botWords } from '../../words/en/bots.ts';
import { pictureWords } from '../../words/en/pictures.ts';
import type { Problem } from '../../words/en/problems.ts';
import type { BotWish } from './bot-actions.ts';

interface BotFormProps {
  /** Of a bot that there is. */
  user?: User;
  save: string;
  send(wish: BotWish): Promise<Problem | null>;
  onDone?(): void;
}

const anyPicture = () => 1 + Math.floor(Math.random() * pictureWords.each.length);

/** What a bot is called and looks like. */
export function BotForm({ user, save, send, onDone }: BotFormProps) {
  const [name, setName] = useState(user?.display_name ?? '');
  const [avatar, setAvatar] = useState(() => user?.avatar ?? anyPicture());
  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    const found = await send({ display_name: name.trim(), avatar });
    if (found) return found;
    if (!user) setName('');
    onDone?.();
    return null;
  });
  return html`
    <form class="small-form" ref=${form} onSubmit=${submit} noValidate>
      <${TextField}
        label=${botWords.name}
        name="display_name"
        value=${name}
        onValue=${setName}
        errors=${problem?.fields?.display_name}
      />
      <${PicturePicker} value=${avatar} onValue=${setAvatar} />
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>${save}</button>
      <${ProblemNote} text=${generalBeside('display_name')} />
    </form>
  `;
}
