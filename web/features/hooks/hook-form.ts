import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { useForm } from '../../kit/forms/form.ts';
import { TextField } from '../../kit/forms/text-field.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { Hook } from '../../net/wire.ts';
import { hookWords } from '../../words/en/hooks.ts';
import type { Problem } from '../../words/en/problems.ts';
import type { HookWish } from './hook-actions.ts';

interface HookFormProps {
  /** What there is. */
  hook: Hook | null;
  save: string;
  send(wish: HookWish): Promise<Problem | null>;
}

/** What people would call one kind of news, each several of the API's. */
const kinds = {
  said: ['message.created'],
  changed: ['message.updated', 'message.deleted'],
  marked: ['reaction.added', 'reaction.removed', 'message.pinned', 'message.unpinned'],
  people: ['member.joined', 'member.left', 'member.updated', 'chat.updated'],
} as const satisfies Record<string, Hook['events']>;
type Kind = keyof typeof kinds;

const allKinds = Object.keys(kinds) as Kind[];

function kindsOf(events: readonly string[]): ReadonlySet<Kind> {
  return new Set(allKinds.filter((kind) => kinds[kind].some((event) => events.includes(event))));
}

/** Where what the bot hears goes, and what of it. */
export function HookForm({ hook, save, send }: HookFormProps) {
  const [url, setUrl] = useState(hook?.url ?? '');
  const [chosen, setChosen] = useState(() => kindsOf(hook?.events ?? kinds.said));
  const { form, isBusy, problem, submit, generalBeside } = useForm(() =>
    send({
      url: url.trim(),
      events: allKinds.filter((kind) => chosen.has(kind)).flatMap((kind) => kinds[kind]),
    }),
  );
  const toggle = (kind: Kind) => {
    const next = new Set(chosen);
    if (!next.delete(kind)) next.add(kind);
    setChosen(next);
  };
  return html`
    <form class="small-form" ref=${form} onSubmit=${submit} noValidate>
      <${TextField}
        label=${hookWords.address}
        name="url"
        value=${url}
        onValue=${setUrl}
        errors=${problem?.fields?.url}
        hint=${hookWords.addressHint}
      />
      <fieldset class="choices">
        <legend>${hookWords.tells}</legend>
        ${allKinds.map(
          (kind) => html`
            <label class="choice" key=${kind}>
              <input type="checkbox" checked=${chosen.has(kind)} onChange=${() => toggle(kind)} />
              ${hookWords.kinds[kind]}
            </label>
          `,
        )}
      </fieldset>
      <button type="submit" class="button button-primary" aria-disabled=${isBusy ? 'true' : undefined}>${save}</button>
      <${ProblemNote} text=${generalBeside('url')} />
    </form>
  `;
}
