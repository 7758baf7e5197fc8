import type { pushWords as English } from '../en/push.ts';

/** The words of being told while no page is open, in German. */
export const pushWords: typeof English = {
  label: 'Auch ohne offene Seite',
  hint: 'Auf diesem Gerät: Erwähnungen, Geflüstertes, private Chats und was in Chats gesagt wird, von denen du hören willst. Der Hersteller des Browsers stellt es zu und kann es nicht lesen.',
  insecure: 'Braucht eine Adresse, die mit https beginnt.',
  install:
    'Auf iPhone und iPad musst du diese Seite erst zum Home-Bildschirm hinzufügen (Teilen, Zum Home-Bildschirm) und von dort öffnen.',
  impossible: 'Diesen Browser erreicht nichts, wenn keine Seite offen ist.',
  unsent: 'Dieser Server benachrichtigt niemanden, wenn keine Seite offen ist.',
  failed: 'Der Browser hat den Dienst nicht erreicht, der es zustellt. Versuche es später noch einmal.',
};
