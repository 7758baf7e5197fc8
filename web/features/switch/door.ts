import { EarlyField } from '../../kit/forms/early-field.ts';
import { lazy } from '../../kit/parts/lazy.ts';

export const QuickSwitch = lazy(
  () => import('./quick-switch.ts'),
  ({ QuickSwitch }) => QuickSwitch,
  EarlyField,
);
