import { fetchPart } from '../../net/fetch-part.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';

/** Looks after what tells somebody on this device, by code that is fetched where somebody wants to be told. */
export function keepPushes(deps: FeatureDeps): void {
  if (deps.preferences.now.value.pushesTo)
    fetchPart(() => import('./push.ts')).then(
      ({ keep }) => keep(deps),
      // The next load tries again.
      () => {},
    );
}
