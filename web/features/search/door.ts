import { EarlyField } from '../../kit/forms/early-field.ts';
import { lazy } from '../../kit/parts/lazy.ts';

export const Search = lazy(
  () => import('./search.ts'),
  ({ Search }) => Search,
  EarlyField,
);
export const SearchPage = lazy(
  () => import('./search.ts'),
  ({ SearchPage }) => SearchPage,
);
