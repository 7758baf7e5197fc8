import { html } from 'htm/preact';
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { MenuDialog } from '../../kit/menus/menu-dialog.ts';
import { emojiWords } from '../../words/en/emoji.ts';
import { EmojiPicker } from './emoji-picker.ts';
import { writeEmoji } from './write-emoji.ts';

interface EmojiDialogProps {
  /** Where one writes: an emoji comes where its caret stands, or in place of what is selected. */
  field: RefObject<HTMLTextAreaElement>;
  /** What was typed before this was there. */
  typed: { current: string };
  onClose(): void;
}

/** The picker beside what one writes. Once one is taken, or nothing is, one writes on. */
export function EmojiDialog({ field, typed, onClose }: EmojiDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const picked = useRef('');

  const pick = (emoji: string) => {
    picked.current = emoji;
    dialog.current?.close();
  };

  const onClosed = () => {
    onClose();
    const input = field.current;
    if (!input) return;
    input.focus();
    if (picked.current) writeEmoji(input, picked.current, input.selectionStart, input.selectionEnd);
  };

  return html`
    <${MenuDialog} dialog=${dialog} opener=${field} label=${emojiWords.title} step="" onClose=${onClosed}>
      <${EmojiPicker} onPick=${pick} typed=${typed} />
    <//>
  `;
}
