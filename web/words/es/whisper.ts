import type { whisperWords as English } from '../en/whisper.ts';
import { counted } from './format.ts';

/** The words of finding out whom a whisper is for, in Spanish. */
export const whisperWords: typeof English = {
  suggestions: 'Susurrar a',
  found: (count) =>
    `${counted(count, 'persona', 'personas')} a quien susurrar. Las flechas eligen, Intro confirma.`,
  names: 'Nombrar',
  foundToName: (count) =>
    `${counted(count, 'persona', 'personas')} a quien nombrar. Las flechas eligen, Intro confirma.`,
  looking: 'Mirando para quién es…',
  question: '¿Para quién es?',
  nobody: (word) =>
    `Nadie aquí se llama «${word}», así que lo leería todo el mundo. Lo que empieza por @ suele ser para una sola persona.`,
  nobodyToWhisper: (word) => `Nadie aquí se llama «${word}».`,
  unsure: (word) =>
    `Ahora no se puede saber si alguien aquí se llama «${word}». Si es así, esto es solo para esa persona.`,
  toOne: (name) => `Susurrar a ${name}`,
  named: (name) => `Nombra a ${name} en público`,
  nameToAll: (name) => `Nombrar a ${name} en público`,
  aloud: 'Decirlo a todo el mundo',
  again: 'Mirar de nuevo',
  goBack: 'Volver y corregir',
};
