import { lazy } from '../../kit/lazy.ts';

export const Search = lazy(
  () => import('./search.ts'),
  ({ Search }) => Search,
);
