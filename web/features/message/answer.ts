import type { Message } from '../../net/wire.ts';
import type { InsideActions } from '../../store/actions/inside-actions.ts';

export interface Answerer {
  me: { id: number };
  messages: Pick<InsideActions['messages'], 'keepDraft'>;
}

/** What is being written in its chat answers this message from now on; a whisper's other one alone hears that. */
export function answer({ uri, id, to, user }: Message, { me, messages }: Answerer): void {
  const other = to && (user.id === me.id ? to : user);
  const { username = '', display_name = '' } = other ?? {};
  messages.keepDraft(uri, { replyTo: id, ...(other && { to: { username, display_name } }) });
}
