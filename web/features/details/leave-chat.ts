import { html } from 'htm/preact';
import { AskFirst } from '../../kit/forms/ask-first.ts';
import { leaveQuestion } from '../../kit/leave-question.ts';
import type { OpenChat } from '../../net/wire.ts';
import { useActions } from '../../store/context.ts';
import { createChatSettingsActions } from './chat-settings-actions.ts';

export function LeaveChat({ chat }: { chat: OpenChat }) {
  const { leave } = useActions(createChatSettingsActions);
  return html`<${AskFirst} words=${leaveQuestion(chat)} isDangerous onConfirm=${() => leave(chat.uri)} />`;
}
