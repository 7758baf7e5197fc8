import { html } from 'htm/preact';
import { useMemo } from 'preact/hooks';
import type { User } from '../../net/wire.ts';
import { useStore } from '../../store/context.ts';
import { useValue } from '../../store/use-value.ts';
import { arrange } from './arrange.ts';
import { LogBlock } from './log-block.ts';

/** What waits to be sent to a chat of which nothing else is known. */
export function WaitingMessages({ uri, me }: { uri: string; me: User }) {
  const outbox = useValue(useStore().state.outbox);
  const blocks = useMemo(() => {
    const outgoing = outbox.filter((sent) => sent.uri === uri);
    return arrange({ messages: [], notices: [], outgoing, me });
  }, [outbox, uri, me]);
  return blocks.map(
    (block) => html`<${LogBlock} key=${block.key} block=${block} me=${me} isLast=${true} spot=${null} />`,
  );
}
