import { computed, effect, untracked } from '@preact/signals-core';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import type { World } from '../../store/world/world.ts';
import { createPushActions } from './push-actions.ts';

/** Nobody sees how soon a notification goes, and much may happen at once. */
const restMs = 500;

/**
 * As long as this page lasts: tells the server of this device anew, as it belongs to a log-in and browsers change its address; and what
 * stands on the screen goes when it is read on this page or elsewhere, and all of it when whom it was for has logged out.
 */
export function keepPushes(deps: FeatureDeps): void {
  const { state, preferences } = deps;
  if (globalThis.Notification?.permission !== 'granted') return;
  const { turnOn } = createPushActions(deps);
  const isMine = computed(() => state.session.value?.user.id === preferences.now.value.pushesTo);
  const renew = () => void (isMine.value && untracked(turnOn));
  effect(renew);
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data === 'renewed') renew();
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const world = isMine.value ? state.world.value : null;
    const isKnown = !isMine.value || world?.isListed;
    clearTimeout(timer);
    if (isKnown) timer = setTimeout(() => clear(world).catch(() => {}), restMs);
  });
}

/** Takes off the screen what is read, taken back or out of reach; with null all of it. */
async function clear(world: World | null): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  for (const notification of await registration.getNotifications()) {
    const chat = world?.chats.get(notification.tag)?.chat;
    const { message = 0 } = (notification.data ?? {}) as { message?: number };
    const isGone = chat?.last_message?.id === message && chat.last_message.deleted;
    if (!chat || isGone || chat.read_message_id >= message) notification.close();
  }
}
