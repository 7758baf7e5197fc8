import type { formWords as English } from '../en/forms.ts';

/** The words of fields that stand in several forms, in Spanish. */
export const formWords: typeof English = {
  username: 'Nombre de usuario',
  password: 'Contraseña',
  showPassword: 'Mostrar contraseña',
  hidePassword: 'Ocultar contraseña',
  passwordHint: 'Al menos 8 caracteres.',
};
