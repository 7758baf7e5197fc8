import type { insideWords as English } from '../en/inside.ts';
import { dayBefore, isSameDay } from '../formats.ts';
import { clock, counted, date, exact, fullDay, longDate, number } from './format.ts';

/** The words of the page of someone who is logged in, as it opens, in German. */
export const insideWords: typeof English = {
  home: {
    start: 'Chat starten',
    starting: 'Wird gestartet …',
    chats: 'Deine Chats',
    sections: { chats: 'Chats', people: 'Leute', rooms: 'Räume' },
    options: (chat) => `Optionen zum Chat: ${chat}`,
    archived: (count) => `Archiviert (${number.format(count)})`,
    sectionsLabel: 'Was zu sehen ist',
    find: 'Zu einem Chat, einer Person oder einem Raum',
    findKeys: ' (Strg+K)',
    pick: 'Wähle einen Chat, oder starte einen und schick seinen Link.',
    none: 'Noch keine Chats. Starte einen und schick seinen Link, wem du willst.',
    loading: 'Deine Chats werden geladen …',
    nothingSaid: 'Noch nichts gesagt',
    draft: 'Entwurf:',
    lastLine: (name, text) => `${name}: ${text}`,
    whispers: (name, text) => `${name} flüstert: ${text}`,
  },

  chat: {
    unnamed: (owner, at) => `${owner ? `Chat von ${owner}` : 'Chat'} vom ${date.format(new Date(at))}`,
    back: 'Zurück zu deinen Chats',
    opening: 'Der Chat wird geöffnet …',
    notKept: 'Was hier gesagt wurde, bleibt nicht auf diesem Gerät. Mit der Verbindung kommt es zurück.',
    showDetails: 'Mitglieder und Einstellungen',
    memberCount: (count) => counted(count, 'Mitglied', 'Mitglieder'),
    online: (count) => `${number.format(count)} online`,
    private: (isOnline) => (isOnline ? 'Privater Chat · online' : 'Privater Chat'),
    unread: (count) => counted(count, 'ungelesene Nachricht', 'ungelesene Nachrichten'),
    unreadAtMost: `${number.format(10_000)} ungelesene Nachrichten oder mehr`,
    markedUnread: 'als ungelesen markiert',
    mentions: (count) => counted(count, 'Erwähnung von dir', 'Erwähnungen von dir'),
    unreadShort: (count) => (count > 99 ? '99+' : String(count)),
    joined: (name) => `${name} ist dabei`,
    left: (name) => `${name} ist gegangen`,
    youRemoved: (name) => `Du hast ${name} entfernt`,
    removed: (name, by) => (by ? `${by} hat ${name} entfernt` : `${name} wurde entfernt`),
    pinned: (name) => `${name} hat eine Nachricht angeheftet`,
    youPinned: 'Du hast eine Nachricht angeheftet',
    you: 'du',
    empty: 'Noch hat niemand etwas gesagt.',
    alone: 'Noch ist niemand sonst hier. Schick jemandem den Einladungslink.',
    conversation: 'Gespräch',
    older: 'Ältere Nachrichten zeigen',
    loadingOlder: 'Ältere Nachrichten werden geladen …',
    newMessages: (count) => counted(count, 'neue Nachricht', 'neue Nachrichten'),
    toNewest: 'Zum Neuesten',
    search: 'Diesen Chat durchsuchen',
    newFrom: 'Neu',
    beginning: 'Hier beginnt der Chat.',
  },

  link: {
    copy: 'Einladungslink kopieren',
    copied: 'Einladungslink kopiert',
    share: 'Link teilen',
  },

  message: {
    sending: 'Wird gesendet …',
    waiting: 'Wartet auf Verbindung …',
    seen: 'Gelesen',
    deletedUser: 'Gelöschtes Konto',
    bot: (name) => `${name} · Bot`,
    deleted: 'Diese Nachricht wurde gelöscht.',
    images: (count) => (count > 1 ? `${number.format(count)} Bilder` : 'Bild'),
    answers: 'Antwort auf',
    edited: 'bearbeitet',
    more: 'Aktionen zur Nachricht',
    yours: 'Du',
    whisper: (name = 'dich') => `Geflüstert an ${name}`,
    sounds: { happy: 'Klingt fröhlich', neutral: 'Klingt neutral', sad: 'Klingt traurig' },
  },

  composer: {
    label: 'Nachricht',
    placeholder: 'Schreib etwas',
    speakUp: 'Doch an alle schreiben',
    addImages: 'Bilder hinzufügen',
    addEmoji: 'Emoji hinzufügen',
    drop: 'Bilder hier ablegen',
    send: 'Senden',
    hint: (breaksLine) =>
      breaksLine
        ? 'Enter beginnt eine neue Zeile, Strg+Enter sendet.'
        : 'Enter sendet, Umschalt+Enter beginnt eine neue Zeile.',
    left: (count) => `Noch ${counted(count, 'Zeichen', 'Zeichen')}`,
    over: (count) => `${counted(count, 'Zeichen', 'Zeichen')} zu viel`,
  },

  time: (at) => clock.format(new Date(at)),
  exactTime: (at) => exact.format(new Date(at)),

  day: (at, now) => {
    const then = new Date(at);
    if (isSameDay(then, now)) return 'Heute';
    if (isSameDay(then, dayBefore(now))) return 'Gestern';
    return then.getFullYear() === now.getFullYear() ? fullDay.format(then) : longDate.format(then);
  },

  when: (at, now) => {
    const then = new Date(at);
    return isSameDay(then, now) ? clock.format(then) : date.format(then);
  },

  line: {
    live: () => 'live',
    interval: () => 'in Abständen',
    offline: (unsent) => (unsent > 0 ? `wartet, ${number.format(unsent)} zu senden` : 'wartet'),
    badge: (state) => `Verbindung: ${state}`,
  },
};
