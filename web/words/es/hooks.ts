import type { Hook, HookAttempt } from '../../net/wire.ts';
import type { hookWords as English } from '../en/hooks.ts';
import { number } from './format.ts';
import { insideWords } from './inside.ts';

const pausedBy: Record<NonNullable<Hook['paused_by']>, string> = {
  gone: 'En pausa: la dirección dice que ya no existe.',
  failing: 'En pausa: no llega nada desde hace un día.',
  behind: 'En pausa: lo que falta ya no se guarda. Sáltatelo.',
  secret_lost: 'En pausa: su secreto ya no sirve. Cámbialo.',
  keeper_gone: 'En pausa: quien lo configuró ya no dirige este chat. Sigue solo si conoces la dirección.',
};

const problems: Record<NonNullable<HookAttempt['problem']>, string> = {
  no_public_address: 'ninguna dirección pública',
  not_connected: 'sin conexión',
  bad_certificate: 'certificado no válido',
  timed_out: 'sin respuesta a tiempo',
  no_http: 'no es HTTP',
  not_allowed: 'no permitido aquí',
};

/** The words of what a bot hears and passes on, in Spanish. */
export const hookWords: typeof English = {
  hint: 'Lo que oye el bot puede enviarse a un programa tuyo, a una dirección de la web. Lo que responda, lo dice el bot.',
  address: 'Dirección',
  addressHint: 'Empieza por https:// y tiene que ser accesible desde internet.',
  tells: 'Enviar',
  kinds: {
    said: 'lo que se dice',
    changed: 'lo que se cambia o se borra',
    marked: 'reacciones y mensajes fijados',
    people: 'quién entra y sale, cambios del chat',
  },
  make: 'Configurar',
  change: 'Cambiar',
  save: 'Guardar',

  state: ({ state, paused_by: by, next_try_at: next }) => {
    if (by) return pausedBy[by];
    if (state === 'failing' && next) return `No llega nada. Próximo intento: ${insideWords.exactTime(next)}.`;
    return state === 'failing' ? 'No llega nada.' : 'Lo que oye el bot va a:';
  },
  secretOnce: 'El secreto por el que tu programa sabe que somos nosotros. Solo se muestra esta vez:',
  isKept: 'Lo he copiado',
  resume: 'Intentarlo ahora',
  skip: {
    action: 'Saltar lo perdido …',
    question: '¿Saltar lo perdido?',
    consequence: 'Lo que no ha llegado hasta ahora no se enviará nunca. Sigue con lo próximo que se diga.',
    confirm: 'Saltarlo',
    stay: 'Conservarlo',
  },
  replaceSecret: {
    action: 'Cambiar el secreto …',
    question: '¿Cambiar el secreto?',
    consequence: 'Durante un día el anterior también sirve. Después tu programa tiene que conocer el nuevo.',
    confirm: 'Cambiarlo',
    stay: 'Conservarlo',
  },
  remove: {
    action: 'No enviar nada más …',
    question: '¿No enviar nada más?',
    consequence: 'Lo que oye el bot ya no va a ninguna parte. El bot se queda.',
    confirm: 'No enviar nada más',
    stay: 'Seguir',
  },

  attempts: 'Últimos intentos',
  noAttempts: 'Todavía no se ha enviado nada.',
  cameOf: (status, problem) => (problem ? problems[problem] : `respuesta ${status}`),
  notKept:
    'La respuesta no se muestra: lo que podría repetir no lo puede leer todo el mundo aquí, o ha cambiado o desaparecido.',
  took: (ms) => `${number.format(ms)} ms`,
};
