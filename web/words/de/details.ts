import type { detailsWords as English } from '../en/details.ts';
import { clock, counted, date, locale, number } from './format.ts';

const hundredths = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The words of what stands beside a talk, in German. */
export const detailsWords: typeof English = {
  sections: {
    share: 'Einladungslink',
    invites: 'Einladungen',
    settings: 'Chat-Einstellungen',
    bans: 'Sperren',
    bots: 'Bots',
    notify: 'Benachrichtigungen',
    disappearing: 'Verschwindende Nachrichten',
    mood: 'Stimmung',
    export: 'Gespräch sichern',
  },

  about: 'Über diesen Chat',
  forTwo: 'Ihr beide',
  close: 'Details schließen',

  loggedInAs: (name) => `Angemeldet als ${name}`,

  fields: {
    name: { label: 'Name des Chats', save: 'Name speichern', saved: 'Name gespeichert.' },
    topic: { label: 'Worum es geht', save: 'Thema speichern', saved: 'Thema gespeichert.' },
  },

  qr: {
    show: 'QR-Code',
    ofChat: 'QR-Code des Einladungslinks',
    hint: 'Richte eine Kamera darauf, um die Einladung zu öffnen.',
    close: 'Schließen',
    whoeverHasIt: 'Wer diesen Link hat, kann beitreten.',
  },

  invites: {
    list: 'Einladungen',
    hint: 'Jede hat ihren eigenen Link, den du begrenzen und zurückziehen kannst.',
    closed: 'Der Chat ist geschlossen: Gerade kann niemand beitreten, auch nicht mit einer Einladung.',
    none: 'Noch keine Einladungen.',
    unnamed: 'Einladung',
    expires: 'Gilt',
    term: (seconds) => {
      if (seconds === null) return 'für immer';
      return seconds < 86_400
        ? counted(seconds / 3600, 'Stunde', 'Stunden')
        : counted(seconds / 86_400, 'Tag', 'Tage');
    },
    uses: 'Reicht für',
    maxUses: (count) => (count === null ? 'alle, die sie haben' : counted(count, 'Person', 'Personen')),
    note: 'Notiz (für die Leitung des Chats)',
    make: 'Einladung erstellen',
    made: 'Die Einladung ist erstellt: Sie steht ganz oben in der Liste.',
    used: (uses, max) =>
      max === null
        ? `${number.format(uses)}-mal benutzt`
        : `${number.format(uses)} von ${number.format(max)} benutzt`,
    noEnd: 'gilt für immer',
    over: 'abgelaufen',
    until: (at) => `gilt bis ${date.format(new Date(at))}, ${clock.format(new Date(at))}`,
    withdraw: 'Zurückziehen',
    withdrawn: 'Die Einladung ist zurückgezogen: Sie lässt niemanden mehr hinein.',
    qrTitle: 'QR-Code der Einladung',
    more: 'Mehr Einladungen zeigen',
  },

  mood: {
    loading: 'Wird zusammengezählt …',
    empty: 'Noch hat niemand etwas gesagt: Es gibt keine Stimmung zu zeigen.',
    sum: (average, count) =>
      `Im Schnitt ${detailsWords.mood.score(average)}, bei ${counted(count, 'Nachricht', 'Nachrichten')}.`,
    score: (value) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${hundredths.format(Math.abs(value))}`,
    chart: (pieces) =>
      `Stimmung im Lauf der Zeit, von −1 (traurig) bis +1 (fröhlich), in ${counted(pieces, 'Balken', 'Balken')}. Die Tabelle darunter nennt die Zahlen.`,
    table: 'Die Zahlen',
    columns: ['Ab', 'Stimmung', 'Nachrichten'],
    time: (at, isShort) =>
      isShort ? `${date.format(new Date(at))}, ${clock.format(new Date(at))}` : date.format(new Date(at)),
    members: 'Stimmung der Einzelnen',
    messages: (count) => counted(count, 'Nachricht', 'Nachrichten'),
    refresh: 'Aktualisieren',
  },

  export: {
    hint: 'Alles, was du in diesem Chat sehen kannst, in einer Datei.',
    formats: { txt: 'Text', csv: 'Tabelle (CSV)', json: 'Daten (JSON)' },
    preparing: 'Die Datei wird vorbereitet …',
    received: (bytes) => `${tenths.format(bytes / 1e6)} MB bisher`,
    saved: 'Liegt in deinen Downloads.',
    stop: 'Anhalten',
    fileName: 'chat',
  },

  notify: {
    question: 'Was soll dich hier aufmerksam machen?',
    choices: {
      all: 'Alles',
      mentions: 'Mein Name und was mir geflüstert wird',
      none: 'Nichts',
    },
    hint: 'Der Rest ist trotzdem da und wird still mitgezählt. Niemand sonst sieht deine Wahl.',
  },

  disappearing: {
    question: 'Nachrichten von jetzt an',
    choice: (seconds) => {
      if (seconds === null) return 'bleiben';
      return seconds < 86_400
        ? `verschwinden nach ${counted(seconds / 3600, 'Stunde', 'Stunden')}`
        : `verschwinden nach ${counted(seconds / 86_400, 'Tag', 'Tagen')}`;
    },
    hint: 'Für alle hier, und alle erfahren es. Was vorher gesagt wurde, behält seine Zeit.',
  },

  policy: {
    question: 'Wer darf beitreten?',
    choices: {
      link: { name: 'Wer den Link hat', hint: 'Der Link genügt.' },
      invite: {
        name: 'Nur mit Einladung',
        hint: 'Der Link allein genügt nicht: Es braucht eine persönliche Einladung.',
      },
      closed: { name: 'Niemand Neues', hint: 'Wer drin ist, bleibt.' },
    },
    save: 'Speichern, wer beitreten darf',
    saved: 'Gespeichert.',
  },

  rotate: {
    action: 'Link ersetzen …',
    question: 'Den Link dieses Chats ersetzen?',
    consequence:
      'Der bisherige Link führt dann nirgendwohin. Alle bleiben drin, und ihre Seiten wechseln von selbst zum neuen Link.',
    confirm: 'Link ersetzen',
    stay: 'Behalten',
  },

  end: {
    action: 'Chat beenden …',
    question: 'Diesen Chat für alle beenden?',
    consequence: 'Der Chat und alles, was darin gesagt wurde, ist dann für alle und für immer weg.',
    confirm: 'Chat beenden',
    stay: 'Behalten',
  },
};
