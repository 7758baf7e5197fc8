import { RequestFailure } from '../../net/failure.ts';
import { panelPath } from '../../net/panel-paths.ts';
import type { Message, Readers, User } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import { messageChanged } from '../../store/world/apply-event.ts';
import type { Problem } from '../../words/en/problems.ts';

/** What one can do with a message that stands there. Each tells the problem, if any. */
export function createChangeActions({ ask, world }: FeatureDeps) {
  const pathOf = ({ uri, id }: Message) => panelPath.message(uri, id);

  /** Shows the answer at once; what the log told meanwhile is newer, and stays. */
  const change = ({ uri }: Message, asking: () => Promise<Message>): Promise<Problem | null> =>
    problemOf(() => world.read(asking, (known, changed) => messageChanged(known, uri, changed)));

  return {
    /** Gives one's emoji or takes it back. */
    react: (message: Message, emoji: string, isGiven: boolean) =>
      change(message, () =>
        ask(panelPath.reaction(message.uri, message.id, emoji), {
          method: isGiven ? 'PUT' : 'DELETE',
        }),
      ),

    /** Who has read it, as far as one is told; null to whoever tells nothing. */
    seenBy: ({ uri, id }: Message, show: (readers: readonly User[] | null) => void) =>
      problemOf(async () => {
        try {
          show((await ask<Readers>(panelPath.seen(uri, id))).seen_by);
        } catch (error) {
          if (!(error instanceof RequestFailure && error.code === 'no_read_receipts')) throw error;
          show(null);
        }
      }),

    /** For all in the chat. */
    pin: (message: Message) =>
      change(message, () =>
        ask(panelPath.pin(message.uri, message.id), { method: message.pinned ? 'DELETE' : 'PUT' }),
      ),

    edit: (message: Message, text: string) =>
      change(message, () => ask(pathOf(message), { method: 'PATCH', body: { message: text } })),

    /** Of somebody who has left as well. */
    ban: (uri: string, username: string): Promise<Problem | null> =>
      problemOf(() =>
        ask(panelPath.banned(uri, username), {
          method: 'DELETE',
        }),
      ),

    remove: (message: Message) =>
      change(message, async () => {
        await ask(pathOf(message), { method: 'DELETE' });
        return {
          ...message,
          message: '',
          deleted: true,
          image: null,
          images: [],
          reactions: [],
          reply_to: null,
          pinned: null,
          sentiment: { polarity: 0 },
        };
      }),
  };
}
