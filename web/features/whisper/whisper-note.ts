import { html } from 'htm/preact';
import { WhisperIcon } from '../../kit/pictures/icons.ts';
import type { Addressee } from '../../store/outbox/addressee.ts';
import { insideWords } from '../../words/en/inside.ts';

/** Says above a message that it is a whisper, and for whom; `isToMe`: for the reader. */
export function WhisperNote({ to, isToMe }: { to: Addressee; isToMe: boolean }) {
  const name = isToMe ? undefined : to.display_name;
  return html`<p class="whisper-note"><${WhisperIcon} /><bdi>${insideWords.message.whisper(name)}</bdi></p>`;
}
