import type { botWords as English } from '../en/bots.ts';

/** The words of the programs in a chat, in Spanish. */
export const botWords: typeof English = {
  list: 'Bots',
  hint: 'Un bot dice lo que un programa envía a su dirección: que algo ha terminado, que un disco está lleno. Oye lo que se dice aquí.',
  hintForMembers: 'Programas que oyen lo que se dice aquí y que también dicen algo.',
  none: 'Aquí todavía no hay bots.',
  name: 'Nombre del bot',
  make: 'Crear bot',
  madeBy: (name) => `Lo creó ${name}`,
  noKey: 'No tiene dirección: quien tenía la última ya no dirige este chat.',

  isReady: (name) => `${name} está listo`,
  once: 'La dirección se muestra solo esta vez. Quien la tenga puede hablar como el bot.',
  address: 'El bot dice lo que se envía a esta dirección:',
  tryIt: 'Pruébalo en una línea de comandos:',
  example: 'Hola desde aquí',
  isKept: 'Ya la he copiado',

  change: 'Nombre e imagen',
  save: 'Guardar',
  hook: 'Webhook',
  saved: 'Guardado.',

  replaceKey: (name) => ({
    action: 'Cambiar la dirección …',
    question: `¿Cambiar la dirección de ${name}?`,
    consequence: 'La dirección actual dejará de funcionar, y lo que la use necesitará la nueva.',
    confirm: 'Cambiarla',
    stay: 'Conservarla',
  }),

  remove: (name) => ({
    action: 'Quitar …',
    question: `¿Quitar a ${name}?`,
    consequence: 'Su dirección dejará de funcionar. Lo que ha dicho se queda.',
    confirm: 'Quitar el bot',
    stay: 'Conservarlo',
  }),
  removed: (name) => `Se ha quitado a ${name}.`,
};
