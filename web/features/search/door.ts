import { lazy } from '../../kit/parts/lazy.ts';

export const Search = lazy(
  () => import('./search.ts'),
  ({ Search }) => Search,
);
