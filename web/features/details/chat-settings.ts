import { html } from 'htm/preact';
import { AskFirst } from '../../kit/forms/ask-first.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { detailsWords } from '../../words/en/details.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';
import { FieldForm } from './field-form.ts';
import { PolicyForm } from './policy-form.ts';

/** For the owner: what the chat is called and about, who may join, its link, and its end. */
export function ChatSettings({ chat }: { chat: OpenChat }) {
  const actions = useActions(createChatSettingsActions);
  return html`
    <${FieldForm} chat=${chat} field="name" />
    <${FieldForm} chat=${chat} field="topic" />
    <${PolicyForm} chat=${chat} />
    ${
      hasRandomUri(chat) &&
      html`<${AskFirst} words=${detailsWords.rotate} onConfirm=${() => actions.rotate(chat.uri)} />`
    }
    <${AskFirst} words=${detailsWords.end} isDangerous onConfirm=${() => actions.end(chat.uri)} />
  `;
}

/** A room whose address is its name keeps it. A chosen address has no capitals, a random one nearly always has. */
function hasRandomUri({ kind, uri }: OpenChat): boolean {
  return kind !== 'public' || /[A-Z]/.test(uri);
}
