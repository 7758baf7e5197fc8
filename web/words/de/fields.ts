import { sayFields } from '../field-sentences.ts';
import { counted } from './format.ts';

const characters = (count: number) => counted(count, 'Zeichen', 'Zeichen');

/** What the API says of a field, in German; as it is where it is none that we know. */
export const fieldSentence = sayFields({
  missing: 'Bitte fülle das aus.',
  atMost: (count) => `Höchstens ${characters(count)}.`,
  atLeast: (count) => `Mindestens ${characters(count)}.`,
  usernameTaken: 'Diesen Namen gibt es schon.',
  displayNameTaken: 'Diesen Namen gibt es schon.',
  nicknameTaken: 'Dieser Spitzname ist vergeben.',
  nameReserved: 'Dieser Name ist reserviert.',
  notUsername: 'Nur Buchstaben, Ziffern und @ . + - _, keine Leerzeichen.',
  notName: 'Das kann kein Name sein.',
  notShown: 'Einige dieser Zeichen gehen hier nicht.',
  notEmail: 'Das ist keine E-Mail-Adresse.',
  noEmail: 'Es gibt keine E-Mail-Adresse zu bestätigen.',
  wrongCredentials: 'Benutzername oder Passwort ist falsch.',
  wrongPassword: 'Das ist nicht dein Passwort.',
  wrongLink: 'Dieser Link gilt nicht mehr.',
  passwordShort: (count) => `Zu kurz: mindestens ${characters(count)}.`,
  passwordCommon: 'Zu leicht zu erraten: Viele benutzen dieses Passwort.',
  passwordNumeric: 'Ziffern allein sind zu leicht zu erraten.',
  likeUsername: 'Zu ähnlich wie der Benutzername.',
  likeEmail: 'Zu ähnlich wie die E-Mail-Adresse.',
  notAddress: 'Nur Kleinbuchstaben, Ziffern und Bindestriche.',
  addressTaken: 'Ein anderer Raum hat diese Adresse.',
  notEmoji: 'Bitte ein einziges Emoji und sonst nichts.',
  notWeb: 'Eine Adresse, die mit https:// beginnt, ohne Namen oder Passwort darin.',
  noneChosen: 'Bitte wähle etwas aus.',
  yourself: 'Das bist du.',
  nobody: 'So heißt hier niemand.',
});
