import { formatsOf } from '../formats.ts';

export const { locale, number, listed, clock, date, fullDay, longDate, exact, counted } = formatsOf('es');
