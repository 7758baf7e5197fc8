import { html } from 'htm/preact';
import { useCallback } from 'preact/hooks';
import { LiftingList } from '../../../kit/forms/lifting-list.ts';
import type { OpenChat } from '../../../net/wire.ts';
import { useActions } from '../../../store/context.ts';
import { memberWords } from '../../../words/en/members.ts';
import { createChatSettingsActions } from '../chat-settings-actions.ts';

/** For those who run the chat: who can't come back, and the way to let them. */
export function Bans({ chat }: { chat: OpenChat }) {
  const { readBans, liftBan } = useActions(createChatSettingsActions);
  const read = useCallback(
    (page: number, signal: AbortSignal) => readBans(chat.uri, page, signal),
    [readBans, chat.uri],
  );
  // Whoever is banned leaves: the number of members changes with it.
  return html`
    <${LiftingList}
      read=${read}
      mark=${chat.member_count}
      lift=${(username: string) => liftBan(chat.uri, username)}
      words=${memberWords.bans}
    />
  `;
}
