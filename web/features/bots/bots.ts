import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../kit/forms/use-loaded.ts';
import { ProblemNote } from '../../kit/problem-note.ts';
import type { KeyedBot, OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { problemOf } from '../../store/problem.ts';
import { runsChat } from '../../store/world/members.ts';
import { botWords } from '../../words/en/bots.ts';
import { problemText } from '../../words/en/problems.ts';
import { type BotWish, createBotActions } from './bot-actions.ts';
import { BotForm } from './bot-form.ts';
import { BotItem } from './bot-item.ts';
import { NewKey } from './new-key.ts';

/** What others make or remove is shown about as late as this. */
const refreshMs = 30_000;

/** The programs in a chat, for all who are in it; who runs it makes, renames and removes them, staff remove them alone. */
export function Bots({ chat }: { chat: OpenChat }) {
  const actions = useActions(createBotActions);
  const { uri } = chat;
  const read = useCallback(
    (_text: string, signal: AbortSignal) => actions.readBots(uri, signal),
    [actions, uri],
  );
  const { found: bots, problem, refresh } = useLoaded(read, { everyMs: refreshMs });
  const [keyed, setKeyed] = useState<KeyedBot | null>(null);
  const [told, setTold] = useState('');
  const note = useRef<HTMLParagraphElement>(null);
  const mayKeep = chat.role !== 'member';

  const show = (bot: KeyedBot) => {
    setKeyed(bot);
    refresh();
  };

  const settle = (done: string) => {
    setTold(done);
    refresh();
  };

  return html`
    <p class="small-note">${mayKeep ? botWords.hint : botWords.hintForMembers}</p>
    ${
      mayKeep &&
      html`
        <${BotForm}
          send=${(wish: BotWish) => problemOf(async () => show(await actions.makeBot(uri, wish)))}
          save=${botWords.make}
        />
      `
    }
    ${keyed && html`<${NewKey} key=${keyed.key} bot=${keyed} onClose=${() => setKeyed(null)} />`}
    <p class="small-note" role="status" tabindex="-1" ref=${note}>${told}</p>
    <${ProblemNote} text=${problemText(problem)} />
    ${bots?.length === 0 && html`<p class="quiet">${botWords.none}</p>`}
    <ul class="bots" aria-label=${botWords.list}>
      ${bots?.map(
        (bot) => html`
          <${BotItem}
            key=${bot.user.id}
            uri=${uri}
            bot=${bot}
            mayKeep=${mayKeep}
            mayRemove=${runsChat(chat)}
            change=${(wish: BotWish) => problemOf(() => actions.changeBot(uri, bot.user.id, wish))}
            replaceKey=${() => problemOf(async () => show(await actions.replaceKey(uri, bot.user.id)))}
            remove=${() => problemOf(() => actions.removeBot(uri, bot.user.id))}
            onChanged=${() => settle(botWords.saved)}
            onRemoved=${() => {
              settle(botWords.removed(bot.user.display_name));
              // What had the focus is about to be gone.
              note.current?.focus();
            }}
          />
        `,
      )}
    </ul>
  `;
}
