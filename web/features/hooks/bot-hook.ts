import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useCallback, useState } from 'preact/hooks';
import { AskFirst } from '../../kit/forms/ask-first.ts';
import { useLoaded } from '../../kit/forms/use-loaded.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import { useActions } from '../../store/context.ts';
import { problemOf } from '../../store/problem.ts';
import { hookWords } from '../../words/en/hooks.ts';
import { problemText } from '../../words/en/problems.ts';
import { FormattedText } from '../formatting/door.ts';
import { Attempts } from './attempts.ts';
import { createHookActions, type HookWish } from './hook-actions.ts';
import { HookForm } from './hook-form.ts';

interface BotHookProps {
  /** Of its chat. */
  uri: string;
  botId: number;
}

/** A hook may be paused at any time. */
const refreshMs = 5000;

/** Where what a bot hears is sent, how that fares, and what may be done about it. */
export function BotHook({ uri, botId }: BotHookProps) {
  const actions = useActions(createHookActions);
  const read = useCallback(
    (_text: string, signal: AbortSignal) => actions.readHook(uri, botId, signal),
    [actions, uri, botId],
  );
  const readAttempts = useCallback(
    (signal: AbortSignal) => actions.readAttempts(uri, botId, signal),
    [actions, uri, botId],
  );
  const { found: hook, problem, refresh } = useLoaded(read, { everyMs: refreshMs });
  const [secret, setSecret] = useState<string | null>(null);
  const [shows, setShows] = useState<'form' | 'attempts' | null>(null);

  const settle = async (change: () => Promise<unknown>) => {
    const changed = await change();
    if (changed && typeof changed === 'object' && 'secret' in changed) setSecret(String(changed.secret));
    setShows(null);
    refresh();
  };
  const doing = (change: () => Promise<unknown>) => problemOf(() => settle(change));
  const put = (wish: HookWish) => doing(() => actions.putHook(uri, botId, wish));

  if (hook === undefined) return html`<${ProblemNote} text=${problemText(problem)} />`;
  if (hook === null)
    return html`
      <p class="small-note">${hookWords.hint}</p>
      <${HookForm} key="new" hook=${null} save=${hookWords.make} send=${put} />
    `;
  const toggle = (part: 'form' | 'attempts') => () => setShows(shows === part ? null : part);
  const opener = (part: 'form' | 'attempts', text: string) => html`
    <button type="button" class="button button-quiet" aria-expanded=${String(shows === part)} onClick=${toggle(part)}>${text}</button>
  `;
  return html`
    <div class="hook">
      <p role="status">${hookWords.state(hook)}</p>
      <p class="small-note"><bdi>${hook.url}</bdi></p>
      ${
        secret &&
        html`
          <p class="small-note">${hookWords.secretOnce}</p>
          <${FormattedText} text=${`\`\`\`\n${secret}\n\`\`\``} mentions=${[]} myId=${0} />
          <button type="button" class="button button-primary" onClick=${() => setSecret(null)}>${hookWords.isKept}</button>
        `
      }
      <div class="invite-buttons">
        ${
          hook.state !== 'active' &&
          html`
            <button type="button" class="button button-quiet" onClick=${() => doing(() => actions.resumeHook(uri, botId, false))}>
              ${hookWords.resume}
            </button>
            <${AskFirst} words=${hookWords.skip} onConfirm=${() => doing(() => actions.resumeHook(uri, botId, true))} />
          `
        }
        ${opener('form', hookWords.change)} ${opener('attempts', hookWords.attempts)}
        <${AskFirst} words=${hookWords.replaceSecret} onConfirm=${() => doing(() => actions.replaceSecret(uri, botId))} />
        <${AskFirst} words=${hookWords.remove} isDangerous onConfirm=${() => doing(() => actions.removeHook(uri, botId))} />
      </div>
      ${shows === 'form' && html`<${HookForm} hook=${hook} save=${hookWords.save} send=${put} />`}
      ${shows === 'attempts' && html`<${Attempts} read=${readAttempts} />`}
    </div>
  `;
}
