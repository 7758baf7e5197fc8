import { panelPath } from '../../net/panel-paths.ts';
import type { PushState } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import type { Problem } from '../../words/en/problems.ts';

/** Why nothing came of it: a request that failed, a server that sends none, or a browser that does not reach its service. */
export type PushProblem = Problem | 'unsent' | 'failed';

/** Being told on this device while no page is open. */
export function createPushActions({ ask, preferences, state }: FeatureDeps) {
  async function subscribe(): Promise<PushProblem | null> {
    let key: string | null = null;
    const unasked = await problemOf(async () => {
      key = (await ask<PushState>(panelPath.push)).public_key;
    });
    if (unasked) return unasked;
    if (key === null) return 'unsent';
    const subscription = await subscribeWith(key).catch(() => null);
    if (!subscription) return 'failed';
    return problemOf(() => ask(panelPath.push, { method: 'PUT', body: subscription }));
  }

  return {
    /** Asked again it renews what there is. To be asked when one may show notifications. */
    async turnOn(): Promise<PushProblem | null> {
      const problem = await subscribe();
      if (!problem) preferences.change({ notifies: true, pushesTo: state.session.value?.user.id ?? null });
      return problem;
    },

    /** Of a device that could not be let go the server learns by its push service. */
    async turnOff(): Promise<void> {
      preferences.change({ pushesTo: null });
      const subscription = await current().catch(() => null);
      if (!subscription) return;
      await subscription.unsubscribe().catch(() => false);
      const { endpoint } = subscription;
      await problemOf(() => ask(panelPath.push, { method: 'DELETE', body: { endpoint } }));
    },
  };
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

/** What is there by another key is of before the server's secret was changed: nobody can tell this device anything by it. */
async function subscribeWith(key: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  if (before && textOf(before.options.applicationServerKey) !== key) await before.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** As base64url. */
function textOf(key: ArrayBuffer | null): string {
  const letters = btoa(String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer())));
  return letters.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
