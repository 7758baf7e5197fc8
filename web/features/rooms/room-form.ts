import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useActions } from '../../store/context.ts';
import { peopleWords } from '../../words/en/people.ts';
import { createRoomActions } from './room-actions.ts';

/** A new room: its name, and an address that one can say aloud. */
export function RoomForm({ onClose }: { onClose(): void }) {
  const { make } = useActions(createRoomActions);
  const [name, setName] = useState('');
  const [slug, setSlug] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const text = peopleWords.rooms;

  const { form, isBusy, problem, submit, generalBeside } = useForm(async () => {
    // The server would take it; a list of rooms without names would help nobody.
    if (name.trim() === '') return { code: 'invalid', fields: { name: [text.nameless] } };
    const found = await make({ name: name.trim(), slug: slug.trim() });
    if (!found) onClose();
    return found;
  });

  return html`
    <form
      class="room-form"
      ref=${form}
      noValidate
      aria-label=${text.make}
      onSubmit=${submit}
      onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && onClose()}
    >
      <${TextField}
        label=${text.name}
        name="name"
        value=${name}
        onValue=${setName}
        errors=${problem?.fields?.name}
        inputRef=${field}
      />
      <${TextField}
        label=${text.address}
        name="slug"
        value=${slug}
        onValue=${setSlug}
        errors=${problem?.fields?.slug}
        hint=${text.addressHint}
      />
      <${ProblemNote} text=${generalBeside('name', 'slug')} />
      <div class="dialog-buttons">
        <button type="button" class="button button-quiet" onClick=${onClose}>${text.cancel}</button>
        <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>${text.confirm}</button>
      </div>
    </form>
  `;
}
