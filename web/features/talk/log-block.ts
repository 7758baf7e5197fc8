import { html } from 'htm/preact';
import { Component, createRef, Fragment, type VNode } from 'preact';
import type { User } from '../../net/wire.ts';
import type { Spot } from '../../store/state.ts';
import { insideWords } from '../../words/en/inside.ts';
import type { Block, Row } from './arrange.ts';
import { MessageRow } from './message-row.ts';
import { NoticeRow } from './notice-row.ts';

/** A fast flick of the finger must not outrun what is drawn. */
const marginPx = 1200;

export interface LogBlockProps {
  block: Block;
  me: User;
  /** Where one writes: always drawn, and the only block whose changes are read out. */
  isLast: boolean;
  /** The first message that was unread when one came. */
  newFromId: number | undefined;
  /** The last of one's own that the other one of a private chat has read. */
  seenId: number | undefined;
  spot: Spot | null;
  /** Tells when "Today" is over. */
  today: string;
}

interface LogBlockState {
  /** How high it was when it left the neighbourhood of what is in view; null while it is there. */
  heightPx: number | null;
}

/**
 * A block of rows, drawn anew only when it changed. Far from what is in view it is an empty box of its own height: of
 * ten thousand messages the page holds a few hundred.
 */
export class LogBlock extends Component<LogBlockProps, LogBlockState> {
  override state: LogBlockState = { heightPx: null };
  readonly list = createRef<HTMLOListElement>();
  readonly gone = new AbortController();
  isPrinted = false;

  override componentDidMount(): void {
    const list = this.list.current;
    if (!list) return;
    const watch = (entries: readonly IntersectionObserverEntry[]) => {
      const entry = entries.at(-1);
      // What was seen before may be told while all is drawn for paper.
      if (!entry || this.isPrinted) return;
      // No height: the log itself is not shown, and tells nothing about its parts.
      const heightPx = entry.isIntersecting ? null : entry.boundingClientRect.height || null;
      this.setState({ heightPx });
    };
    const observer = new IntersectionObserver(watch, {
      root: list.closest('.log'),
      rootMargin: `${marginPx}px 0px`,
    });
    observer.observe(list);
    const { signal } = this.gone;
    signal.addEventListener('abort', () => observer.disconnect());
    // Paper has all of the talk; afterwards the observer tells anew what is far away.
    const drawAll = () => {
      this.isPrinted = true;
      this.setState({ heightPx: null });
    };
    window.addEventListener('beforeprint', drawAll, { signal });
    const lookAgain = () => {
      this.isPrinted = false;
      observer.unobserve(list);
      observer.observe(list);
    };
    window.addEventListener('afterprint', lookAgain, { signal });
  }

  override componentWillUnmount(): void {
    this.gone.abort();
  }

  override shouldComponentUpdate(next: LogBlockProps, { heightPx }: LogBlockState): boolean {
    const { block, isLast, newFromId, seenId, spot, today } = this.props;
    return (
      heightPx !== this.state.heightPx ||
      block !== next.block ||
      isLast !== next.isLast ||
      newFromId !== next.newFromId ||
      seenId !== next.seenId ||
      spot !== next.spot ||
      today !== next.today
    );
  }

  override render(props: LogBlockProps, { heightPx }: LogBlockState): VNode {
    const { block, isLast, spot } = props;
    const isDrawn = heightPx === null || isLast || block.rows.some((row) => idOf(row) === spot?.id);
    return html`
      <ol
        class="messages"
        ref=${this.list}
        aria-live=${isLast ? undefined : 'off'}
        style=${isDrawn ? undefined : { height: `${heightPx}px` }}
      >
        ${isDrawn && block.rows.map((row) => drawRow(row, props))}
      </ol>
    `;
  }
}

function drawRow(row: Row, { me, newFromId, seenId, spot }: LogBlockProps): VNode {
  const { key, entry, author, at, startsDay, startsGroup } = row;
  const id = idOf(row);
  const isNew = id !== undefined && id === newFromId;
  return html`
    <${Fragment} key=${key}>
      ${startsDay && html`<li class="day"><span>${insideWords.day(at, new Date())}</span></li>`}
      ${isNew && html`<li class="day new"><span>${insideWords.chat.newFrom}</span></li>`}
      ${
        entry.kind === 'notice'
          ? html`<${NoticeRow} notice=${entry.notice} me=${me} />`
          : html`<${MessageRow} entry=${entry} author=${author} isOwn=${author.id === me.id} myId=${me.id} startsGroup=${startsGroup || isNew} spot=${spot && spot.id === id ? spot : null} />`
      }
      ${id && id === seenId && html`<li class="seen" aria-live="off">${insideWords.message.seen}</li>`}
    <//>
  `;
}

function idOf({ entry }: Row): number | undefined {
  return entry.kind === 'stored' ? entry.message.id : undefined;
}
