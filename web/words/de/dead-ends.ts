import type { deadEndWords as English } from '../en/dead-ends.ts';

/** The words of a page on which there is nothing to see, in German. */
export const deadEndWords: typeof English = {
  toStart: 'Zur Startseite',

  removedBy: (name) => `${name} hat dich entfernt`,

  why: {
    nowhere: { title: 'Hier ist nichts', text: 'Vielleicht ist die Adresse vertippt.' },
    unknown: {
      title: 'Diesen Chat finden wir nicht',
      text: 'Vielleicht ist der Link nicht vollständig, oder es gibt den Chat nicht mehr. Bitte um einen neuen Link.',
    },
    closed: {
      title: 'Dieser Chat ist geschlossen',
      text: 'Gerade kommt niemand Neues hinein. Bitte die Leitung, ihn zu öffnen.',
    },
    invite: {
      title: 'In diesen Chat kommt man nur mit Einladung',
      text: 'Der Link allein öffnet ihn nicht. Bitte die Leitung um eine persönliche Einladung.',
    },
    banned: {
      title: 'Du kannst diesem Chat nicht beitreten',
      text: 'Die Leitung hat dich dauerhaft entfernt. Nur sie kann dich wieder hineinlassen.',
    },
    left: {
      title: 'Du hast diesen Chat verlassen',
      text: 'Sein Link führt dich wieder hinein, solange er offen ist.',
    },
    removed: {
      title: 'Du wurdest aus diesem Chat entfernt',
      text: 'Was du gesagt hast, bleibt dort. Frag die anderen, wenn du das für ein Versehen hältst.',
    },
    outside: {
      title: 'Du bist nicht mehr in diesem Chat',
      text: 'Du hast ihn verlassen oder wurdest entfernt. Sein Link führt dich wieder hinein, solange er dir offensteht.',
    },
    over: {
      title: 'Diesen Chat gibt es nicht mehr',
      text: 'Er wurde beendet, und alles, was darin gesagt wurde, ist gelöscht.',
    },
    refused: { title: 'Du kannst diesen Chat nicht öffnen', text: 'Er lässt dich nicht hinein.' },
    invite_expired: {
      title: 'Diese Einladung ist abgelaufen',
      text: 'Bitte um eine neue, wo du sie bekommen hast.',
    },
    invite_used_up: {
      title: 'Diese Einladung ist aufgebraucht',
      text: 'Es sind schon so viele beigetreten, wie vorgesehen waren. Bitte um eine neue, wo du sie bekommen hast.',
    },
    invite_withdrawn: {
      title: 'Diese Einladung wurde zurückgezogen',
      text: 'Bitte um eine neue, wo du sie bekommen hast.',
    },
    invite_unknown: {
      title: 'Diese Einladung finden wir nicht',
      text: 'Vielleicht ist der Link nicht vollständig, oder es gibt den Chat nicht mehr.',
    },
  },
};
