import { lazy } from '../../kit/parts/lazy.ts';

export const BotHook = lazy(
  () => import('./bot-hook.ts'),
  ({ BotHook }) => BotHook,
);
