import { html } from 'htm/preact';
import { useState } from 'preact/hooks';
import { AskFirst } from '../../kit/forms/ask-first.ts';
import { Avatar } from '../../kit/pictures/avatar.ts';
import type { Bot } from '../../net/wire.ts';
import { botWords } from '../../words/en/bots.ts';
import { insideWords } from '../../words/en/inside.ts';
import type { Problem } from '../../words/en/problems.ts';
import { BotHook } from '../hooks/door.ts';
import type { BotWish } from './bot-actions.ts';
import { BotForm } from './bot-form.ts';

interface BotItemProps {
  /** Of its chat. */
  uri: string;
  bot: Bot;
  mayKeep: boolean;
  mayRemove: boolean;
  change(wish: BotWish): Promise<Problem | null>;
  replaceKey(): Promise<Problem | null>;
  remove(): Promise<Problem | null>;
  onChanged(): void;
  onRemoved(): void;
}

/** One bot: who made it, and for who runs the chat what may be done about it. */
export function BotItem({
  uri,
  bot,
  mayKeep,
  mayRemove,
  change,
  replaceKey,
  remove,
  onChanged,
  onRemoved,
}: BotItemProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [isHookOpen, setIsHookOpen] = useState(false);
  const { user, made_by: maker, created_at: at } = bot;

  const removeAndTell = async () => {
    const found = await remove();
    if (!found) onRemoved();
    return found;
  };

  return html`
    <li class="bot">
      <${Avatar} user=${user} />
      <div>
        <p class="bot-name"><bdi>${user.display_name}</bdi></p>
        <p class="small-note" title=${insideWords.exactTime(at)}>${botWords.madeBy(maker.display_name)}</p>
        ${!bot.has_key && html`<p class="small-note">${botWords.noKey}</p>`}
      </div>
      ${
        mayRemove &&
        html`
          <div class="invite-buttons">
            ${
              mayKeep &&
              html`
                <button
                  type="button"
                  class="button button-quiet"
                  aria-expanded=${isOpen ? 'true' : 'false'}
                  onClick=${() => setIsOpen(!isOpen)}
                >
                  ${botWords.change}
                </button>
                <button
                  type="button"
                  class="button button-quiet"
                  aria-expanded=${isHookOpen ? 'true' : 'false'}
                  onClick=${() => setIsHookOpen(!isHookOpen)}
                >
                  ${botWords.hook}
                </button>
                <${AskFirst} words=${botWords.replaceKey(user.display_name)} onConfirm=${replaceKey} />
              `
            }
            <${AskFirst} words=${botWords.remove(user.display_name)} isDangerous onConfirm=${removeAndTell} />
          </div>
          ${isHookOpen && html`<${BotHook} uri=${uri} botId=${user.id} />`}
          ${
            isOpen &&
            html`
              <${BotForm}
                user=${user}
                save=${botWords.save}
                send=${change}
                onDone=${() => {
                  setIsOpen(false);
                  onChanged();
                }}
              />
            `
          }
        `
      }
    </li>
  `;
}
