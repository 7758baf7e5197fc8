import { html } from 'htm/preact';
import { AskFirst } from '../../kit/forms/ask-first.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { panelWords } from '../../words/en/panels.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';

/** Leaves after asking: the last one out takes the whole chat along. */
export function LeaveChat({ chat }: { chat: OpenChat }) {
  const { leave } = useActions(createChatSettingsActions);
  const { consequenceAlone, consequencePrivate, ...words } = panelWords.leave;
  const consequence =
    chat.member_count === 1
      ? consequenceAlone
      : ((chat.partner && consequencePrivate(chat.partner.display_name)) ?? words.consequence);
  return html`<${AskFirst} words=${{ ...words, consequence }} isDangerous onConfirm=${() => leave(chat.uri)} />`;
}
