import '../../kit/parts/form-parts.ts';
import '../../kit/parts/panel-parts.ts';
import { html } from 'htm/preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { chatName } from '../../kit/chat-name.ts';
import { CloseIcon } from '../../kit/pictures/icons.ts';
import { useWide } from '../../kit/use-wide.ts';
import type { User } from '../../net/wire.ts';
import { useInside, useStore } from '../../store/context.ts';
import type { OpenChatView } from '../../store/state.ts';
import { runsChat } from '../../store/world/members.ts';
import { detailsWords } from '../../words/en/details.ts';
import { memberWords } from '../../words/en/members.ts';
import { words } from '../../words/en/words.ts';
import { Bots } from '../bots/door.ts';
import { ChatSettings } from './chat-settings.ts';
import { Invites } from './invites/invites.ts';
import { LeaveChat } from './leave-chat.ts';
import { Bans } from './members/bans.ts';
import { MemberList } from './members/member-list.ts';
import { Mood } from './mood/mood.ts';
import { NotifyLevel } from './notify-level.ts';
import { SaveChat } from './save-chat.ts';
import { Section } from './section.ts';
import { ShareLink } from './share-link.ts';
import { TimeChoice } from './time-choice.ts';

interface ChatDetailsProps {
  view: OpenChatView;
  me: User;
  /** Opened by hand: then the focus goes along. */
  takesFocus: boolean;
  onClose(): void;
}

/** Who is in the chat, and what one may do about it. What one may not do is not there. */
export function ChatDetails({ view, me, takesFocus, onClose }: ChatDetailsProps) {
  const { actions } = useStore();
  const inside = useInside();
  const { chat } = view;
  const isWide = useWide();
  const heading = useRef<HTMLHeadingElement>(null);
  const membersHeading = useRef<HTMLHeadingElement>(null);
  const isForTwo = chat.kind === 'direct';
  const titles = detailsWords.sections;
  const focusMembers = useCallback(() => membersHeading.current?.focus(), []);
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  const whisper = (username: string) => {
    const member = chat.members.find((one) => one.username === username);
    // What is being written is for this person alone from now on.
    inside.messages.keepDraft(chat.uri, { to: { username, display_name: member?.display_name ?? username } });
    onClose();
    // Once the details are gone: on a narrow screen they cover where one writes.
    requestAnimationFrame(() => document.querySelector('textarea')?.focus());
  };

  return html`
    <div
      class="details"
      id="chat-details"
      role=${
        // On a narrow screen they cover the talk, which is out of reach then.
        isWide ? 'complementary' : 'main'
      }
      aria-label=${detailsWords.about}
      onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && onClose()}
    >
      <div class="details-top">
        <h2 ref=${heading} tabindex="-1">${isForTwo ? detailsWords.forTwo : detailsWords.about}</h2>
        <button type="button" class="icon-button" aria-label=${detailsWords.close} onClick=${onClose}>
          <${CloseIcon} />
        </button>
      </div>
      ${
        !isForTwo &&
        html`
          ${chat.topic && html`<p class="details-topic" dir="auto">${chat.topic}</p>`}
          <div class="sections">
            ${chat.join_policy === 'link' && html`<${Section} key="share" title=${titles.share}><${ShareLink} chat=${chat} /><//>`}
            ${
              runsChat(chat) &&
              html`
                <${Section} key="invites" title=${titles.invites}><${Invites} chat=${chat} /><//>
                ${chat.role === 'owner' && html`<${Section} key="settings" title=${titles.settings}><${ChatSettings} chat=${chat} /><//>`}
                <${Section} key="bans" title=${titles.bans}><${Bans} chat=${chat} /><//>
              `
            }
            ${chat.uri !== 'lobby' && html`<${Section} key="bots" title=${titles.bots}><${Bots} chat=${chat} /><//>`}
          </div>
          <h2 ref=${membersHeading} tabindex="-1">${memberWords.members.list}</h2>
        `
      }
      <${MemberList} view=${view} me=${me} onWhisper=${whisper} focusAbove=${focusMembers} />
      <div class="sections">
        <${Section} key="notify" title=${titles.notify}><${NotifyLevel} chat=${chat} /><//>
        ${
          (isForTwo || chat.role === 'owner') &&
          html`<${Section} key="disappearing" title=${titles.disappearing}><${TimeChoice} chat=${chat} /><//>`
        }
        <${Section} key="mood" title=${titles.mood}><${Mood} chat=${chat} /><//>
        <${Section} key="export" title=${titles.export}><${SaveChat} chat=${chat} name=${chatName(chat)} /><//>
      </div>
      <div class="details-end">
        <${LeaveChat} chat=${chat} />
        <p>${detailsWords.loggedInAs(me.display_name)}</p>
        <button type="button" class="button button-quiet" onClick=${actions.askToLogOut}>
          ${words.logOut}
        </button>
      </div>
    </div>
  `;
}
