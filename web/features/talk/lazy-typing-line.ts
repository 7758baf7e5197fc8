import { lazy } from '../../kit/parts/lazy.ts';

/** Only once somebody types. */
export const TypingLine = lazy(
  () => import('./typing-line.ts'),
  ({ TypingLine }) => TypingLine,
);
