import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LateProblem } from '../../kit/late-problem.ts';
import { PinIcon } from '../../kit/pictures/icons.ts';
import { useLineReturns } from '../../kit/use-line-returns.ts';
import type { Message, User } from '../../net/wire.ts';
import { useActions, useInside } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { insideWords } from '../../words/en/inside.ts';
import { pinWords } from '../../words/en/pins.ts';
import type { Problem } from '../../words/en/problems.ts';
import { createPinActions } from './pin-actions.ts';
import { PinList } from './pin-list.ts';

interface PinBarProps {
  view: OpenChatView;
  me: User;
}

/** What was pinned last: a press leads there, and another shows all that is pinned. */
export function PinBar({ view, me }: PinBarProps) {
  const { chat, uri, pins } = view;
  const inside = useInside();
  const { readPins } = useActions(createPinActions);
  const bar = useRef<HTMLElement>(null);
  const [isListed, setIsListed] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const shown = chat.pinned.flatMap((id) => pins.find((message) => message.id === id) ?? []);
  const [newest] = shown;
  const lacksSome = shown.length < chat.pinned.length;
  const returns = useLineReturns();

  // What is far back is not at hand. A failure shows in what is missing, and the line says why.
  useEffect(() => {
    if (lacksSome) void readPins(uri);
  }, [lacksSome, chat.pinned.join(), returns]);

  // Whoever unpinned the last one reads on in the talk.
  useLayoutEffect(() => {
    const own = bar.current;
    const log = own?.parentElement?.querySelector<HTMLElement>('.log');
    return () => {
      if (!own?.contains(document.activeElement)) return;
      // Beneath a dialog nothing takes the focus.
      own.querySelector('dialog')?.close();
      log?.focus({ preventScroll: true });
    };
  }, []);

  const goTo = async ({ id }: Message) => setProblem(await inside.messages.goTo(uri, id));

  return html`
    <section class="pin-bar" ref=${bar} aria-label=${pinWords.label}>
      <${PinIcon} />
      <button type="button" class="pin-newest one-line" dir="auto" aria-disabled=${newest ? undefined : 'true'} onClick=${() => newest && goTo(newest)}>
        ${newest ? lineOf(newest) : pinWords.list}
      </button>
      <button type="button" class="link-button" aria-label=${pinWords.count(chat.pinned.length)} onClick=${() => setIsListed(true)}>
        ${chat.pinned.length}
      </button>
      <div class="pin-problem"><${LateProblem} problem=${problem} /></div>
      ${isListed && html`<${PinList} chat=${chat} pins=${shown} me=${me} onGo=${goTo} onClose=${() => setIsListed(false)} />`}
    </section>
  `;
}

/** Its beginning, without a name, which may be written in the other direction: then the beginning would be what is cut. */
function lineOf({ message, images }: Message): string {
  return message.slice(0, 200) || insideWords.message.images(images.length);
}
