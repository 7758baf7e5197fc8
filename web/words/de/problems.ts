import { speakOfProblems } from '../problem-texts.ts';
import { locale } from './format.ts';

export type { Problem, ProblemCode } from '../problem-texts.ts';

/** The words for why something did not happen, in German. */
export const { isProblemCode, problemText } = speakOfProblems(
  {
    unreachable: 'Der Server ist nicht zu erreichen. Prüfe deine Verbindung und versuch es noch einmal.',
    soon: 'gleich',
    busy: (when) => `Der Server braucht eine Pause. Versuch es ${when} noch einmal.`,
    logged_out: 'Bitte melde dich wieder an.',
    blocked: 'Du kannst diese Person nicht erreichen.',
    blocked_by_you: 'Du hast diese Person blockiert. In den Einstellungen kannst du es aufheben.',
    not_allowed: 'Das darfst du nicht.',
    gone: 'Das gibt es nicht mehr.',
    too_large: 'Das ist zu viel auf einmal.',
    server_fault: 'Bei uns ist etwas schiefgegangen. Versuch es gleich noch einmal.',
    invalid: 'Das hat nicht geklappt.',
    refused: 'Das hat nicht geklappt.',

    text_refused: 'Der Server nimmt diesen Text nicht an.',
    image_refused: 'Der Server nimmt dieses Bild nicht an.',
    addressee_refused: 'Für wen das ist, ist nicht in diesem Chat.',
    original_refused: 'Worauf das antwortet, ist nicht da oder wurde jemand anderem geflüstert.',
    too_many_pins: 'Hier sind schon fünfzig Nachrichten angeheftet. Löse erst eine.',
    image_gone: 'Das Bild ist nicht mehr auf diesem Gerät. Wähle es noch einmal aus.',

    not_an_image: (file) => `„${file}“ ist kein Bild, das sich hier zeigen lässt.`,
    image_too_large: (file) => `„${file}“ ist größer als 5 MB und lässt sich nicht verkleinern.`,
    too_many_images: (count) => `Höchstens ${count} Bilder auf einmal: Die anderen wurden weggelassen.`,
    copy_refused: 'Diese Seite darf nicht für dich kopieren. Wähle den Text aus und kopiere ihn von Hand.',
    log_in_failed: 'Dein Konto ist eingerichtet. Melde dich jetzt an.',
  },
  locale,
);
