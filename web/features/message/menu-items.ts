import { html } from 'htm/preact';
import { moveInMenu } from '../../kit/menus/move-in-menu.ts';
import { memberWords } from '../../words/en/members.ts';
import { messageWords } from '../../words/en/message.ts';
import { reportWords } from '../../words/en/reports.ts';

const quick = ['👍', '❤️', '😂', '🎉', '😮', '😢', '🙏', '👏'];

interface MenuItemsProps {
  /** The emoji that one gave before. */
  given: readonly string[];
  onReact(emoji: string, isGiven: boolean): void;
  onOther(): void;
  onReply(): void;
  onCopy(): void;
  onCopyLink(): void;
  isPinned: boolean;
  /** Null, here and below: not for this person. */
  onSeen: (() => void) | null;
  onPin: (() => void) | null;
  onEdit: (() => void) | null;
  onDelete: (() => void) | null;
  onReport: (() => void) | null;
  onBan: (() => void) | null;
  onBlock: (() => void) | null;
}

export function MenuItems({
  given,
  onReact,
  onOther,
  onReply,
  onCopy,
  onCopyLink,
  onSeen,
  isPinned,
  onPin,
  onEdit,
  onDelete,
  onReport,
  onBan,
  onBlock,
}: MenuItemsProps) {
  const { menu } = messageWords;
  const { member } = memberWords;
  const item = (label: string, onClick: () => void, kind = '') =>
    html`<button type="button" role="menuitem" class="menu-item ${kind}" onClick=${onClick}>${label}</button>`;
  return html`
    <div role="menu" aria-label=${menu.label} onKeyDown=${moveInMenu}>
      <div class="menu-emoji" role="group" aria-label=${menu.react}>
        ${quick.map((emoji) => {
          const isGiven = given.includes(emoji);
          return html`
            <button
              key=${emoji}
              type="button"
              role="menuitemcheckbox"
              aria-checked=${isGiven ? 'true' : 'false'}
              aria-label=${menu.reactWith(emoji)}
              onClick=${() => onReact(emoji, !isGiven)}
            >
              ${emoji}
            </button>
          `;
        })}
      </div>
      ${item(menu.other, onOther)} ${item(menu.reply, onReply)} ${item(menu.copy, onCopy)}
      ${item(menu.copyLink, onCopyLink)} ${onSeen && item(messageWords.seen.action, onSeen)}
      ${onPin && item(isPinned ? menu.unpin : menu.pin, onPin)}
      ${onEdit && item(menu.edit, onEdit)} ${onDelete && item(menu.delete, onDelete, 'menu-danger')}
      ${onReport && item(reportWords.action, onReport, 'menu-danger')} ${onBan && item(member.ban.action, onBan, 'menu-danger')} ${onBlock && item(member.block.action, onBlock, 'menu-danger')}
    </div>
  `;
}
