import { html } from 'htm/preact';
import drawings from './icons.svg';

/** A line drawing, in the colour of the text around it. Decoration: what it means is said beside it. */
const icon = (name: string) => () =>
  html`<svg class="icon" aria-hidden="true"><use href="${drawings}#${name}" /></svg>`;

export const BackIcon = icon('back');
export const CloseIcon = icon('close');
export const CheckIcon = icon('check');
export const DownIcon = icon('down');
export const SearchIcon = icon('search');
export const ImageIcon = icon('image');
export const EmojiIcon = icon('emoji');
export const ShareIcon = icon('share');
export const LinkIcon = icon('link');
export const PeopleIcon = icon('people');
export const SendIcon = icon('send');
export const WhisperIcon = icon('whisper');
export const ShownIcon = icon('shown');
export const HiddenIcon = icon('hidden');
export const PinIcon = icon('pin');
export const AlertIcon = icon('alert');
export const TimerIcon = icon('timer');
export const NewChatIcon = icon('new-chat');
/** Three dots: there is more to be done here. */
export const MoreIcon = icon('more');
/** Opens downwards; turned over, it closes. */
export const OpenIcon = icon('open');

/** The mark of the product: a bubble with a line that is being held. */
export const Mark = () => html`<svg class="mark" aria-hidden="true"><use href="${drawings}#mark" /></svg>`;
