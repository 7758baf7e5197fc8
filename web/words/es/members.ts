import type { memberWords as English } from '../en/members.ts';
import { counted } from './format.ts';

/** The words of who is in a chat, and what may be done about it, in Spanish. */
export const memberWords: typeof English = {
  members: {
    list: 'Miembros',
    search: 'Buscar a alguien',
    found: (count) => `${counted(count, 'persona encontrada', 'personas encontradas')}`,
    nobody: 'Nadie aquí se llama así.',
    more: 'Ver más miembros',
    options: (name) => `Opciones para ${name}`,
  },

  member: {
    isOnline: 'en línea',
    badges: { owner: 'responsable', moderator: 'moderación', member: '' },
    roles: { owner: 'Responsable', moderator: 'Moderación', member: 'Miembro' },
    guest: 'De visita',
    isNow: (name, role) => `${name} ahora es: ${role}`,
    direct: 'Abrir chat privado',
    whisper: 'Susurrar',
    makeModerator: 'Dar la moderación',
    makeMember: 'Dejar como miembro sin más',
    back: 'Cancelar',
    close: 'Cerrar',
    handOver: {
      action: 'Ceder el chat…',
      question: (name) => `¿Ceder el chat a ${name}?`,
      consequence: (name) =>
        `${name} llevará este chat y decidirá quién más lo lleva. Tú sigues en la moderación.`,
      confirm: 'Ceder',
    },
    remove: {
      action: 'Quitar…',
      question: (name) => `¿Quitar a ${name}?`,
      consequence: (name) =>
        `${name} sale del chat al momento, y puede volver con el enlace o una invitación. Lo que dijo ${name} se queda.`,
      confirm: 'Quitar',
    },
    ban: {
      action: 'Expulsar…',
      question: (name) => `¿Expulsar a ${name}?`,
      consequence: (name) =>
        `${name} sale del chat al momento y no puede volver hasta que se levante la expulsión. Lo que dijo ${name} se queda.`,
      ofWhoLeft: (name) =>
        `${name} ya salió, y no puede volver hasta que se levante la expulsión. Lo que dijo ${name} se queda.`,
      confirm: 'Expulsar',
    },
    block: {
      action: 'Bloquear…',
      question: (name) => `¿Bloquear a ${name}?`,
      consequence: (name) =>
        `${name} no puede empezar un chat privado contigo, susurrarte ni añadirte a un chat, y no se entera. Lo que ${name} dice a todo el mundo lo sigues viendo. En los ajustes puedes deshacerlo.`,
      confirm: 'Bloquear',
      isBlocked: (name) => `Bloqueaste a ${name}.`,
      lift: { short: 'Desbloquear', full: (name) => `Desbloquear a ${name}` },
      isLifted: (name) => `Desbloqueaste a ${name}.`,
    },
  },

  bans: {
    list: 'Personas expulsadas',
    none: 'Nadie está expulsado.',
    lift: { short: 'Levantar', full: (name) => `Levantar la expulsión de ${name}` },
    isLifted: (name) => `${name} puede volver a unirse.`,
    more: 'Ver más expulsiones',
  },
};
