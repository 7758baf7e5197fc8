import type { messageWords as English } from '../en/message.ts';
import { listed, number } from './format.ts';

/** The words of what one can do with a message, in German. */
export const messageWords: typeof English = {
  menu: {
    label: 'Aktionen zur Nachricht',
    react: 'Reagieren',
    reactWith: (emoji) => `Mit ${emoji} reagieren`,
    other: 'Mit anderem Emoji reagieren …',
    reply: 'Antworten',
    copy: 'Text kopieren',
    copyLink: 'Link zu dieser Nachricht kopieren',
    pin: 'Für alle anheften',
    unpin: 'Lösen',
    edit: 'Bearbeiten',
    delete: 'Löschen',
    deleteQuestion: 'Diese Nachricht löschen?',
    deleteConsequence: 'Ihr Text ist dann für alle weg; dass sie gelöscht wurde, bleibt zu sehen.',
    keep: 'Behalten',
  },

  reply: {
    answering: (name) => (name ? `Antwort an ${name}` : 'Antwort auf eine Nachricht'),
    stop: 'Auf nichts antworten',
  },

  link: {
    label: 'Link zu dieser Nachricht',
    hint: 'Kopiere den ausgewählten Link mit der Tastatur oder dem Menü.',
  },

  unsent: { failed: 'Nicht gesendet.', retry: 'Noch einmal', discard: 'Verwerfen' },

  edit: { label: 'Was darin stehen soll', save: 'Speichern', cancel: 'Abbrechen' },

  seen: {
    action: 'Gelesen von …',
    heading: 'Gelesen von',
    none: 'Noch von niemandem.',
    untold:
      'Du behältst für dich, was du gelesen hast, deshalb siehst du es auch von anderen nicht. In den Einstellungen kannst du das ändern.',
  },

  reactions: {
    label: 'Reaktionen',
    who: (count, { names, isMine }) => {
      const shown = [...names, ...(isMine ? ['du'] : [])];
      const more = count - shown.length;
      return listed.format(more > 0 ? [...shown, `${number.format(more)} weitere`] : shown);
    },
    said: (emoji, count, { names, isMine }) => {
      const others = messageWords.reactions.who(count - (isMine ? 1 : 0), { names, isMine: false });
      return [`${emoji} ${number.format(count)}`, others, isMine && 'du hast reagiert']
        .filter(Boolean)
        .join(', ');
    },
  },
};
