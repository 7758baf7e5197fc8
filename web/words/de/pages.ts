import type { pageWords as English } from '../en/pages.ts';

/** The words of what stands there without scripts, in German. */
export const pageWords: typeof English = {
  language: 'de',
  direction: 'ltr',
  description: 'Starte einen Chat, schick den Link, rede los.',
  overHttp: 'Holdline ist Chat über einfaches HTTP.',

  needsScripts:
    'Diese Seite braucht JavaScript im Browser. Ohne geht dasselbe mit curl, mit der Adresse dieses Servers anstelle von SERVER. Das hier lässt dich als Gast ein und antwortet mit deinem TOKEN:',
  thisSays: 'Und das sagt etwas in einem Chat, dessen Adresse auf sein CHAT endet:',
  joinFirst: 'Tritt ihm vorher mit einem PATCH bei. Jeder Schritt steht (auf Englisch) unter',
  curlAlone: 'Reden mit curl allein',

  noConnection: 'Keine Verbindung',
  notReached: 'Diese Seite ist gerade nicht zu erreichen. Was du geschrieben hast, bleibt auf diesem Gerät.',
  tryAgain: 'Noch einmal versuchen',
};
