import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Actions } from './actions/actions.ts';
import type { PanelDeps } from './actions/panel-deps.ts';
import type { State } from './state.ts';

export interface Store {
  state: State;
  actions: Actions;
}

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('There is no store around this component.');
  return store;
}

/** The actions of a panel, which come with its code and not with the first load. `create` must always be the same. */
export function usePanelActions<PanelActions>(create: (deps: PanelDeps) => PanelActions): PanelActions {
  const { panelDeps } = useStore().actions;
  return useMemo(() => create(panelDeps), [create, panelDeps]);
}
