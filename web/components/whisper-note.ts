import { html } from 'htm/preact';
import type { Addressee } from '../store/addressee.ts';
import { words } from '../words.ts';
import { WhisperIcon } from './icons.ts';

/** Says above a message that it is a whisper, and for whom; `isToMe`: for the reader. */
export function WhisperNote({ to, isToMe }: { to: Addressee; isToMe: boolean }) {
  const name = isToMe ? words.chat.you : to.display_name;
  return html`<p class="whisper-note"><${WhisperIcon} /><bdi>${words.message.whisper(name)}</bdi></p>`;
}
