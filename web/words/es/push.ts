import type { pushWords as English } from '../en/push.ts';

/** The words of being told while no page is open, in Spanish. */
export const pushWords: typeof English = {
  label: 'También sin página abierta',
  hint: 'En este dispositivo: menciones, susurros, chats privados y lo que se dice en los chats que quieres oír. Lo entrega quien hace el navegador, y no puede leerlo.',
  insecure: 'Hace falta una dirección que empiece por https.',
  install:
    'En un iPhone o iPad, añade antes esta página a la pantalla de inicio (Compartir, Añadir a pantalla de inicio) y ábrela desde allí.',
  impossible: 'A este navegador no le llega nada sin una página abierta.',
  unsent: 'Este servidor no avisa a nadie sin una página abierta.',
  failed: 'El navegador no ha podido conectar con el servicio que lo entrega. Inténtalo más tarde.',
};
