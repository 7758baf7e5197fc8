import { html } from 'htm/preact';
import { insideWords } from '../../words/en/inside.ts';
import drawings from './icons.svg';

type Mood = keyof typeof insideWords.message.sounds;

/** The contract's borders: happy above 0.5, sad below 0. */
function moodOf(polarity: number): Mood {
  if (polarity > 0.5) return 'happy';
  return polarity < 0 ? 'sad' : 'neutral';
}

/** A face for how a message sounds, said in words to those who don't see it. */
export function Face({ polarity }: { polarity: number }) {
  const mood = moodOf(polarity);
  return html`
    <svg class="face face-${mood}" role="img">
      <title>${insideWords.message.sounds[mood]}</title>
      <use href="${drawings}#${mood}" />
    </svg>
  `;
}
