import type { deadEndWords as English } from '../en/dead-ends.ts';

/** The words of a page on which there is nothing to see, in Spanish. */
export const deadEndWords: typeof English = {
  toStart: 'Ir al inicio',

  removedBy: (name) => `${name} te quitó del chat`,

  why: {
    nowhere: { title: 'Aquí no hay nada', text: 'Puede que la dirección esté mal escrita.' },
    unknown: {
      title: 'No encontramos este chat',
      text: 'Puede que el enlace esté incompleto o que el chat ya no exista. Pide un enlace nuevo.',
    },
    closed: {
      title: 'Este chat está cerrado',
      text: 'Ahora no entra nadie más. Pide a quien lo lleva que lo abra.',
    },
    invite: {
      title: 'A este chat se entra solo con invitación',
      text: 'El enlace no basta. Pide una invitación personal a quien lo lleva.',
    },
    banned: {
      title: 'No puedes unirte a este chat',
      text: 'Quien lo lleva te quitó para siempre. Solo esa persona puede dejarte entrar otra vez.',
    },
    left: {
      title: 'Saliste de este chat',
      text: 'Con su enlace puedes volver mientras siga abierto.',
    },
    removed: {
      title: 'Te quitaron de este chat',
      text: 'Lo que dijiste sigue allí. Pregunta a quienes están dentro si crees que fue un error.',
    },
    outside: {
      title: 'Ya no estás en este chat',
      text: 'Saliste o te quitaron. Con su enlace puedes volver mientras siga abierto para ti.',
    },
    over: {
      title: 'Este chat terminó',
      text: 'Quien lo llevaba lo terminó, y todo lo que se dijo se ha borrado.',
    },
    refused: { title: 'No puedes abrir este chat', text: 'No te deja entrar.' },
    invite_expired: { title: 'Esta invitación caducó', text: 'Pide otra a quien te la envió.' },
    invite_used_up: {
      title: 'Esta invitación ya se usó',
      text: 'Se unieron todas las personas para las que era. Pide otra a quien te la envió.',
    },
    invite_withdrawn: { title: 'Esta invitación fue retirada', text: 'Pide otra a quien te la envió.' },
    invite_unknown: {
      title: 'No encontramos esta invitación',
      text: 'Puede que el enlace esté incompleto o que el chat ya no exista.',
    },
  },
};
