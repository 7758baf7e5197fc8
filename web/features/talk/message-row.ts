import { html } from 'htm/preact';
import { Component, type VNode } from 'preact';
import { personName } from '../../kit/person-name.ts';
import { Avatar } from '../../kit/pictures/avatar.ts';
import { frameOf } from '../../kit/pictures/image-frame.ts';
import type { User } from '../../net/wire.ts';
import { imagesOf } from '../../store/outbox/outbox.ts';
import type { Spot } from '../../store/state.ts';
import { insideWords } from '../../words/en/inside.ts';
import { MessageText } from '../formatting/door.ts';
import { RowImages } from '../images/door.ts';
import { EditForm, MessageTools, Reactions, RowQuote } from '../message/door.ts';
import { WhisperNote } from '../whisper/door.ts';
import type { Entry as AnyEntry } from './arrange.ts';
import { OutgoingNote } from './outgoing-note.ts';
import { StoredNote } from './stored-note.ts';

type Entry = Exclude<AnyEntry, { kind: 'notice' }>;

interface MessageRowProps {
  entry: Entry;
  author: User;
  isOwn: boolean;
  myId: number;
  startsGroup: boolean;
  /** When one was brought here. */
  spot: Spot | null;
}

/** One message: who says it, and the bubble around what is said. Drawn anew only when it changed. */
export class MessageRow extends Component<MessageRowProps> {
  // A talk may have thousands of rows, and a poll every few seconds would go through them all.
  override shouldComponentUpdate(next: MessageRowProps): boolean {
    const { entry, isOwn, startsGroup, spot } = this.props;
    return (
      isOwn !== next.isOwn ||
      startsGroup !== next.startsGroup ||
      spot !== next.spot ||
      subjectOf(entry) !== subjectOf(next.entry)
    );
  }

  override render({ entry, author, isOwn, myId, startsGroup, spot }: MessageRowProps): VNode {
    const stored = entry.kind === 'stored' ? entry.message : null;
    /** One can still do something with it. */
    const living = stored?.deleted ? null : stored;
    const { to } = entry.kind === 'stored' ? entry.message : entry.outgoing;
    const images = entry.kind === 'stored' ? entry.message.images : imagesOf(entry.outgoing);
    const isReply = entry.kind === 'stored' ? entry.message.reply_to : entry.outgoing.replyTo;
    const text = textOf(entry);
    const classes = [
      'message',
      isOwn && 'message-own',
      startsGroup && 'message-first',
      stored?.deleted && 'message-deleted',
      spot && !spot.isEditing && 'message-found',
      to && 'message-whisper',
      images[0] && 'message-images',
    ];
    // The name is always there for those who listen to the page; to the eye the side and the avatar say it.
    const showsName = startsGroup && !isOwn;
    return html`
      <li
        class=${classes.filter(Boolean).join(' ')}
        data-id=${stored?.id}
        tabindex=${spot ? '-1' : undefined}
      >
        ${startsGroup && html`<${Avatar} user=${author} />`}
        <div class="message-body">
          <div class="bubble">
            <p class=${showsName ? 'author' : 'visually-hidden'}>
              <bdi>${isOwn ? insideWords.message.yours : personName(author)}</bdi>
            </p>
            ${to && html`<${WhisperNote} to=${to} isToMe=${!isOwn} />`}
            ${isReply && html`<${RowQuote} entry=${entry} />`}
            ${
              images[0] &&
              html`
                <div class="image-frame" style=${frameOf(images)}>
                  <${RowImages} entry=${entry} author=${author} />
                </div>
              `
            }
            ${
              spot?.isEditing && living
                ? html`<${EditForm} message=${living} />`
                : html`
                    <div class="said">
                      ${text && html`<${MessageText} text=${text} mentions=${stored?.mentions ?? []} myId=${myId} />`}
                      ${
                        entry.kind === 'stored'
                          ? html`<${StoredNote} message=${entry.message} />`
                          : html`<${OutgoingNote} outgoing=${entry.outgoing} />`
                      }
                    </div>
                  `
            }
          </div>
          ${living && living.reactions.length > 0 && html`<${Reactions} message=${living} />`}
        </div>
        ${living && html`<${MessageTools} message=${living} />`}
      </li>
    `;
  }
}

function subjectOf(entry: Entry): object {
  return entry.kind === 'stored' ? entry.message : entry.outgoing;
}

function textOf(entry: Entry): string {
  if (entry.kind === 'outgoing') return entry.outgoing.text;
  return entry.message.deleted ? insideWords.message.deleted : entry.message.message;
}
