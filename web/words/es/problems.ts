import { speakOfProblems } from '../problem-texts.ts';
import { locale } from './format.ts';

export type { Problem, ProblemCode } from '../problem-texts.ts';

/** The words for why something did not happen, in Spanish. */
export const { isProblemCode, problemText } = speakOfProblems(
  {
    unreachable: 'No se puede llegar al servidor. Revisa tu conexión e inténtalo de nuevo.',
    soon: 'en un momento',
    busy: (when) => `El servidor necesita una pausa. Inténtalo de nuevo ${when}.`,
    logged_out: 'Inicia sesión de nuevo, por favor.',
    blocked: 'No puedes contactar con esta persona.',
    blocked_by_you: 'Bloqueaste a esta persona. En los ajustes puedes deshacerlo.',
    not_allowed: 'No puedes hacer eso.',
    gone: 'Esto ya no está.',
    too_large: 'Es demasiado de una vez.',
    server_fault: 'Algo falló por nuestra parte. Inténtalo de nuevo en un momento.',
    invalid: 'No funcionó.',
    refused: 'No funcionó.',

    text_refused: 'El servidor no acepta este texto.',
    image_refused: 'El servidor no acepta esta imagen.',
    addressee_refused: 'La persona para quien es no está en este chat.',
    original_refused: 'El mensaje al que responde no está, o fue un susurro a otra persona.',
    too_many_pins: 'Aquí ya hay cincuenta mensajes fijados. Desfija uno primero.',
    image_gone: 'La imagen ya no está en este dispositivo. Elígela otra vez.',

    not_an_image: (file) => `«${file}» no es una imagen que se pueda mostrar aquí.`,
    image_too_large: (file) => `«${file}» pesa más de 5 MB y no se puede reducir.`,
    too_many_images: (count) => `Como máximo ${count} imágenes a la vez: las demás se dejaron fuera.`,
    copy_refused: 'Esta página no puede copiar por ti. Selecciona el texto y cópialo a mano.',
    log_in_failed: 'Tu cuenta está creada. Ahora inicia sesión.',
  },
  locale,
);
