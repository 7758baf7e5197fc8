import { html } from 'htm/preact';
import { insideWords } from '../../words/en/inside.ts';

type Mood = keyof typeof insideWords.message.sounds;

const mouths: Record<Mood, string> = {
  happy: 'M6.5 11.5c.8 2.3 2 3.2 3.5 3.2s2.7-.9 3.5-3.2z',
  neutral: 'M7 13h6',
  sad: 'M6.8 14.5c.7-1.5 1.8-2.2 3.2-2.2s2.5.7 3.2 2.2',
};

/** The contract's borders: happy above 0.5, sad below 0. */
function moodOf(polarity: number): Mood {
  if (polarity > 0.5) return 'happy';
  return polarity < 0 ? 'sad' : 'neutral';
}

/** A face for how a message sounds, said in words to those who don't see it. */
export function Face({ polarity }: { polarity: number }) {
  const mood = moodOf(polarity);
  return html`
    <svg class="face face-${mood}" viewBox="0 0 20 20" role="img">
      <title>${insideWords.message.sounds[mood]}</title>
      <circle class="face-skin" cx="10" cy="10" r="8.5" />
      <circle class="face-eye" cx="7.3" cy="8.3" r="1.2" />
      <circle class="face-eye" cx="12.7" cy="8.3" r="1.2" />
      <path class="face-mouth" d=${mouths[mood]} />
    </svg>
  `;
}
