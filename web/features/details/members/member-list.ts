import { html } from 'htm/preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { TextField } from '../../../kit/forms/text-field.ts';
import { Avatar } from '../../../kit/pictures/avatar.ts';
import { MoreIcon } from '../../../kit/pictures/icons.ts';
import { ProblemNote } from '../../../kit/problem-note.ts';
import type { Member, Presence, User } from '../../../net/wire.ts';
import { useActions } from '../../../store/context.ts';
import type { OpenChatView } from '../../../store/state.ts';
import { insideWords } from '../../../words/en/inside.ts';
import { memberWords } from '../../../words/en/members.ts';
import { type Problem, problemText } from '../../../words/en/problems.ts';
import { createMemberActions } from './member-actions.ts';
import { MemberCard } from './member-card.ts';

/** So many are found by looking; of more the first are shown, and what stands below them is at hand. */
const foldedTo = 12;
const step = 50;

interface MemberListProps {
  view: OpenChatView;
  me: User;
  onWhisper(username: string): void;
  /** The place of the focus when what had it is gone. */
  focusAbove(): void;
}

/** Who is in the chat: all of them, a part at a time. */
export function MemberList({ view, me, onWhisper, focusAbove }: MemberListProps) {
  const { loadMembers } = useActions(createMemberActions);
  const { chat, presence, uri } = view;
  const [query, setQuery] = useState('');
  const [limit, setLimit] = useState(foldedTo);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [opened, setOpened] = useState<Member | null>(null);
  const wasOpened = useRef(0);
  const list = useRef<HTMLUListElement>(null);
  const listId = useId();
  const isPartial = chat.members.length < chat.member_count;
  const found = search(chat.members, query);
  const hasMore = found.length > limit || (isPartial && query === '');
  const isSearching = query !== '';
  const isOnline = onlineIn(presence);
  const text = memberWords.members;

  // A search that misses those who are not loaded yet would say that they are not here.
  useEffect(() => {
    if (isSearching && isPartial) void loadMembers(uri).then(setProblem);
  }, [isSearching, isPartial, uri, loadMembers]);

  const open = (member: Member) => {
    wasOpened.current = member.id;
    setOpened(member);
  };

  const showMore = async () => {
    const first = limit;
    setLimit(limit + step);
    if (found.length <= first && isPartial) setProblem(await loadMembers(uri));
    // To the first one that is new: the button moves on, or is gone.
    requestAnimationFrame(() => list.current?.children[first]?.querySelector<HTMLElement>('button')?.focus());
  };

  const live = opened && chat.members.find(({ id }) => id === opened.id);

  // Whose row had the focus is gone, before or after the card has closed: nothing has it then.
  const { members } = chat;
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (isLost && wasOpened.current && !members.some(({ id }) => id === wasOpened.current)) {
      wasOpened.current = 0;
      focusAbove();
    }
  }, [members, opened, focusAbove]);

  return html`
    ${
      chat.member_count > foldedTo &&
      html`
        <${TextField} label=${text.search} name="search" value=${query} onValue=${setQuery} />
        <p class="visually-hidden" role="status">${isSearching && text.found(found.length)}</p>
      `
    }
    <ul class="members" id=${listId} ref=${list} aria-label=${text.list}>
      ${found.slice(0, limit).map(
        (member) => html`
          <li class="member" key=${member.id}>
            <span class="member-avatar">
              <${Avatar} user=${member} />
              ${
                isOnline(member) &&
                html`<span class="online-dot" role="img" aria-label=${memberWords.member.isOnline}></span>`
              }
            </span>
            <bdi class="member-name one-line" title=${member.display_name}>${member.display_name}</bdi>
            ${member.id === me.id && html`<span class="badge">${insideWords.chat.you}</span>`}
            ${chat.kind !== 'direct' && memberWords.member.badges[member.role] && html`<span class="badge">${memberWords.member.badges[member.role]}</span>`}
            ${
              member.id !== me.id &&
              html`
                <button
                  type="button"
                  class="icon-button"
                  aria-haspopup="dialog"
                  aria-label=${text.options(member.display_name)}
                  onClick=${() => open(member)}
                >
                  <${MoreIcon} />
                </button>
              `
            }
          </li>
        `,
      )}
    </ul>
    ${isSearching && found.length === 0 && html`<p class="quiet">${text.nobody}</p>`}
    ${hasMore && html`<button type="button" class="button button-quiet" onClick=${showMore}>${text.more}</button>`}
    <${ProblemNote} text=${problemText(problem)} />
    ${
      opened &&
      html`
        <${MemberCard}
          key=${opened.id}
          chat=${chat}
          member=${live ?? opened}
          isHere=${Boolean(live)}
          onWhisper=${() => onWhisper(opened.username)}
          onClose=${() => setOpened(null)}
        />
      `
    }
  `;
}

function search(members: readonly Member[], query: string): readonly Member[] {
  const wanted = query.trim().toLocaleLowerCase();
  if (wanted === '') return members;
  return members.filter(({ username, display_name }) =>
    [username, display_name].some((name) => name.toLocaleLowerCase().includes(wanted)),
  );
}

/** Polls name a hundred at most; of the others we know how they were when the members were read. */
function onlineIn({ online, online_count }: Presence): (member: Member) => boolean {
  const named = new Set(online);
  const isComplete = online.length >= online_count;
  return ({ username, online: wasOnline }) => named.has(username) || (wasOnline && !isComplete);
}
