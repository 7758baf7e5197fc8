import type { reportWords as English } from '../en/reports.ts';

/** The words of reporting a message, and of what becomes of it, in German. */
export const reportWords: typeof English = {
  action: 'Melden …',
  title: 'Diese Nachricht dem Team melden',
  hint: 'Das Team sieht diese Nachricht und wer sie meldet, und sonst nichts aus dem Chat. Wer sie geschrieben hat, erfährt es von uns nicht.',
  reason: 'Was stimmt damit nicht?',
  reasons: {
    spam: 'Unerwünschte Werbung',
    harassment: 'Belästigung',
    hate: 'Hass',
    violence: 'Gewalt oder Drohungen',
    illegal: 'Etwas Verbotenes',
    other: 'Etwas anderes',
  },
  words: 'Was sollte das Team wissen? (freiwillig)',
  send: 'Melden',
  thanks: 'Danke. Das Team sieht es sich an; was daraus wird, steht in den Einstellungen.',
  close: 'Schließen',

  own: {
    heading: 'Was du gemeldet hast',
    list: 'Deine Meldungen',
    none: 'Nichts.',
    of: (name) => `Eine Nachricht von ${name}`,
    open: 'Das Team hat es sich noch nicht angesehen.',
    outcomes: {
      dismissed: 'Das Team hat es sich angesehen: Sie darf bleiben.',
      removed: 'Das Team hat die Nachricht entfernt.',
      acted: 'Das Team hat etwas unternommen.',
    },
    answer: (words) => `Das Team sagt: ${words}`,
    more: 'Mehr zeigen',
  },
};
