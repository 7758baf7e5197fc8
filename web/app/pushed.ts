import type { Payload } from '../../api/push/schemas.ts';
import { pagePath } from '../net/paths.ts';
import { insideWords } from '../words/en/inside.ts';
import { panelWords } from '../words/en/panels.ts';
import type { Scope, WindowClient } from './worker-scope.ts';

type Told = Extract<Payload, { kind: 'message' }>;

/** Shows what the server tells this device while no page is open (api/push/README.md), in the words of the page, and leads there. */
export function showPushes(self: Scope, icon: string): void {
  const { registration, clients } = self;
  const windows = () => clients.matchAll({ type: 'window', includeUncontrolled: true });

  self.addEventListener('push', (event) => {
    const payload = (event.data?.json() ?? {}) as Partial<Payload>;
    if (payload.kind === 'message') event.waitUntil(show(payload as Told));
    if (payload.kind === 'read') event.waitUntil(close(payload.chat));
  });

  self.addEventListener('notificationclick', (event) => {
    const { notification } = event;
    notification.close();
    const { message } = notification.data as Pick<Told, 'message'>;
    event.waitUntil(open(pagePath.message(notification.tag, message)));
  });

  // The token is the page's, so it is the page that tells the server: one that is open now, or the next.
  self.addEventListener('pushsubscriptionchange', (event) => {
    const { options } = event.oldSubscription ?? {};
    if (!options) return;
    const renewing = registration.pushManager.subscribe(options).then(windows);
    event.waitUntil(renewing.then((all) => all.map((each) => each.postMessage('renewed'))));
  });

  async function show(told: Told): Promise<void> {
    const { chat, message, text, whisper, images } = told;
    // Who looks at the page sees it there; but Safari counts each push that shows nothing, and ends the subscription.
    const isSeen = (await windows()).some(({ visibilityState }) => visibilityState === 'visible');
    if (isSeen && !(await isOfSafari())) return;
    const [before] = await registration.getNotifications({ tag: chat });
    await registration.showNotification(titleOf(told), {
      body: whisper ? panelWords.alerts.whisper : text || insideWords.message.images(images),
      tag: chat,
      dir: 'auto',
      icon,
      data: { message },
      // The same message again is no news, which may come of a node that ended.
      renotify: before !== undefined && before.data.message < message,
    } as NotificationOptions);
  }

  async function close(chat: string | undefined): Promise<void> {
    for (const notification of await registration.getNotifications({ tag: chat ?? '' })) notification.close();
  }

  async function isOfSafari(): Promise<boolean> {
    const subscription = await registration.pushManager.getSubscription();
    return new URL(subscription?.endpoint ?? location.origin).hostname.endsWith('.push.apple.com');
  }

  /** In a window that is there. A page that had not polled for more than a minute has nothing under way. */
  async function open(path: string): Promise<void> {
    const [first] = await windows();
    const shown = first && (await lead(first, path).catch(() => null));
    if (!shown) await clients.openWindow(path);
  }
}

async function lead(client: WindowClient, path: string): Promise<WindowClient | null> {
  const focused = await client.focus();
  return focused.navigate(path);
}

function titleOf({ from, name }: Told): string {
  if (name === null) return from;
  return panelWords.alerts.title(from, name.name || insideWords.chat.unnamed(name.owner, name.created_at));
}
