import '../../kit/parts/panel-parts.ts';

export { EmojiDialog } from './emoji-dialog.ts';
export { EmojiNames } from './emoji-names.ts';
export { EmojiPicker } from './emoji-picker.ts';
