import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Actions } from './actions/actions.ts';
import type { FeatureDeps } from './actions/feature-deps.ts';
import type { InsideActions } from './actions/inside-actions.ts';
import type { State } from './state.ts';

export interface Store {
  state: State;
  actions: Actions;
}

export const StoreContext = createContext<Store | null>(null);
export const InsideContext = createContext<InsideActions | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('There is no store around this component.');
  return store;
}

/** What those can do who are logged in. */
export function useInside(): InsideActions {
  const inside = useContext(InsideContext);
  if (!inside) throw new Error('Nobody is logged in around this component.');
  return inside;
}

/** The actions of a part of the page, which come with its code and not with the first load. `create` must always be the same. */
export function useActions<Created>(create: (deps: FeatureDeps) => Created): Created {
  const { featureDeps } = useInside();
  return useMemo(() => create(featureDeps), [create, featureDeps]);
}
