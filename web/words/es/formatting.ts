import type { formattingWords as English } from '../en/formatting.ts';

/** The words beside a block of code, and beside a draft, in Spanish. */
export const formattingWords: typeof English = {
  code: (language) => (language ? `Código, ${language}` : 'Código'),
  copy: 'Copiar',
  copied: 'Copiado',
  selected: 'Seleccionado: cópialo a mano',
  preview: 'Vista previa',
};
