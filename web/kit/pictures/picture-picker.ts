import { html } from 'htm/preact';
import { useId } from 'preact/hooks';
import { pictureWords } from '../../words/en/pictures.ts';
import { Avatar } from './avatar.ts';

interface PicturePickerProps {
  value: number;
  onValue(avatar: number): void;
}

/** The avatars to choose from, as radio buttons that look like what they stand for. */
export function PicturePicker({ value, onValue }: PicturePickerProps) {
  const name = useId();
  return html`
    <fieldset class="choices">
      <legend>${pictureWords.picture}</legend>
      <div class="picture-grid">
        ${pictureWords.each.map((label, index) => {
          const avatar = index + 1;
          return html`
            <label class="picture" key=${avatar} title=${label}>
              <input type="radio" name=${name} checked=${avatar === value} onChange=${() => onValue(avatar)} />
              <${Avatar} user=${{ avatar }} />
              <span class="visually-hidden">${label}</span>
            </label>
          `;
        })}
      </div>
    </fieldset>
  `;
}
