// Apart from the other door for the same reason as in entry/.
import { lazy } from '../../kit/parts/lazy.ts';

/** For who has forgotten their password, on the way in. */
export const ForgotPassword = lazy(
  () => import('./mail.ts'),
  ({ ForgotPassword }) => ForgotPassword,
);
