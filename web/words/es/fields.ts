import { sayFields } from '../field-sentences.ts';
import { counted } from './format.ts';

const characters = (count: number) => counted(count, 'carácter', 'caracteres');

/** What the API says of a field, in Spanish; as it is where it is none that we know. */
export const fieldSentence = sayFields({
  missing: 'Falta completar esto.',
  atMost: (count) => `Como máximo ${characters(count)}.`,
  atLeast: (count) => `Al menos ${characters(count)}.`,
  usernameTaken: 'Alguien ya tiene este nombre.',
  displayNameTaken: 'Alguien ya tiene este nombre.',
  nicknameTaken: 'Este apodo ya está en uso.',
  nameReserved: 'Este nombre está reservado.',
  notUsername: 'Solo letras, cifras y @ . + - _, sin espacios.',
  notName: 'Esto no puede ser un nombre.',
  notShown: 'Algunos de estos caracteres no se pueden usar aquí.',
  notEmail: 'Esto no es una dirección de correo.',
  noEmail: 'No hay ninguna dirección de correo que confirmar.',
  wrongCredentials: 'El nombre de usuario o la contraseña no son correctos.',
  wrongPassword: 'Esta no es tu contraseña.',
  wrongLink: 'Este enlace ya no vale.',
  passwordShort: (count) => `Muy corta: al menos ${characters(count)}.`,
  passwordCommon: 'Muy fácil de adivinar: mucha gente la usa.',
  passwordNumeric: 'Solo cifras es muy fácil de adivinar.',
  likeUsername: 'Se parece mucho al nombre de usuario.',
  likeEmail: 'Se parece mucho a la dirección de correo.',
  notAddress: 'Solo letras minúsculas, cifras y guiones.',
  addressTaken: 'Otra sala tiene esta dirección.',
  notEmoji: 'Un solo emoji, y nada más.',
  notWeb: 'Una dirección que empieza por https://, sin nombre ni contraseña dentro.',
  noneChosen: 'Elige algo, por favor.',
  yourself: 'Eres tú.',
  nobody: 'Nadie se llama así.',
});
