import type { Page, Worker } from 'playwright-core';
import { expect } from 'vitest';
import { newName, startNamedChat } from '../support/people.ts';
import { signUp } from '../support/person.ts';
import { startPushService } from '../support/push-service.ts';
import { startTestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { logIn } from './pages.ts';
import { test as stage } from './stage.ts';

const test = stage
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('service', { scope: 'file' }, async ({}, { onCleanup }) => {
    const service = await startPushService();
    onCleanup(() => service.stop());
    return service;
  })
  .extend('server', { scope: 'file' }, async ({ service }, { onCleanup }) => {
    const server = await startTestServer({
      VAPID_SUBJECT: 'mailto:chat@example.org',
      PUSH_SERVICES: service.url,
    });
    onCleanup(() => server.stop());
    return server;
  });

/** In place of the browser's push service, which is on the internet: what the page subscribes is this device. Runs in the browser. */
function stubPushManager(json: object): void {
  // A headless browser grants it when it is asked, and says otherwise.
  Object.defineProperty(Notification, 'permission', { value: 'granted' });
  const subscription = {
    ...json,
    options: { applicationServerKey: new ArrayBuffer(0) },
    toJSON: () => json,
    unsubscribe: async () => Reflect.deleteProperty(window, 'subscription'),
  };
  Object.assign(PushManager.prototype, {
    subscribe: async () => Object.assign(window, { subscription }) && subscription,
    getSubscription: async () => Reflect.get(window, 'subscription') ?? null,
  });
}

/** A notification of a chat of which nothing is unread. Runs in the browser. */
function stubStanding(tag: string): void {
  const note = { tag, data: { message: 0 }, close: () => Reflect.set(window, 'isClosed', true) };
  ServiceWorkerRegistration.prototype.getNotifications = async () => [note as unknown as Notification];
}

/** Hands the page's service worker what a push service delivers, as the browser does. */
async function delivery(page: Page): Promise<(payload: string) => Promise<unknown>> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    }),
  );
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  const origin = new URL(page.url()).origin;
  return (data) => session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
}

interface Shown {
  title: string;
  body: string;
  tag: string;
  renotify: boolean;
}

/** Keeps a list of what is shown, as a headless browser has nowhere to show it, and finds one window of ours at which somebody looks. Runs in the worker. */
function stubWorker(): void {
  const { ServiceWorkerRegistration, Clients } = self as unknown as Record<string, { prototype: object }>;
  const shown: object[] = [];
  const close = (one: object) => shown.splice(shown.indexOf(one), 1);
  Object.assign(self, { shown, windows: [{ visibilityState: 'visible' }] });
  Object.assign(ServiceWorkerRegistration?.prototype ?? {}, {
    getNotifications: async ({ tag = '' } = {}) =>
      shown.filter((each) => !tag || Reflect.get(each, 'tag') === tag),
    async showNotification(title: string, options: { tag: string }) {
      for (const each of shown.filter((one) => Reflect.get(one, 'tag') === options.tag)) close(each);
      const note: object = { title, ...options, close: () => close(note) };
      shown.push(note);
    },
  });
  Object.assign(Clients?.prototype ?? {}, { matchAll: async () => Reflect.get(self, 'windows') });
}

const shownBy = (worker: Worker): Promise<Shown[]> =>
  worker.evaluate(() =>
    Reflect.get(self, 'shown').map(({ title, body, tag, renotify }: Shown) => ({
      title,
      body,
      tag,
      renotify,
    })),
  );

/** Clicks on what is shown; tells what is opened, as nothing may open a window that no finger has touched. */
function clickOn(worker: Worker): Promise<string> {
  return worker.evaluate(() => {
    const { Clients, ExtendableEvent } = self as unknown as Record<string, { prototype: object }>;
    return new Promise<string>((resolve) => {
      Object.assign(Clients?.prototype ?? {}, { openWindow: async (url: string) => resolve(url) });
      const event = Reflect.construct(ExtendableEvent as never, ['notificationclick']) as Event;
      Object.defineProperty(event, 'notification', { value: Reflect.get(self, 'shown')[0] });
      self.dispatchEvent(event);
    });
  });
}

test('who asked for it is told on this device while no page is open, in the words of the page, and led there', async ({
  newPage,
  server,
  service,
}) => {
  const [alice, bob] = [await signUp(server, newName('alice')), await signUp(server, newName('bob'))];
  const chat = await startNamedChat(bob, 'Garden', alice);
  const { body } = await alice.get<{ public_key: string }>('/api/push/');
  const device = await service.subscribe(body.public_key);
  const page = await newPage({
    serviceWorkers: 'allow',
    permissions: ['notifications'],
    locale: 'de-DE',
  });
  await page.addInitScript(stubPushManager, device.json);
  await logIn(page, alice);
  await page.goto('/settings/');
  const choice = page.getByLabel('Auch ohne offene Seite');
  await choice.click();
  const known = async () =>
    (await alice.get<{ subscriptions: object[] }>('/api/push/')).body.subscriptions.length;
  await until(known, { what: 'the server knows the device', is: (count) => count === 1 });
  await until(() => page.getByLabel('Benachrichtigungen zeigen').isChecked(), {
    what: 'to be told so is to be told',
  });

  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('The page has no service worker.');
  const deliver = await delivery(page);
  const payload = {
    ...{ kind: 'message', chat: chat.uri, message: 7, from: 'Bob', images: 0, whisper: false },
    name: { name: 'Garden', owner: 'Bob', created_at: '2026-11-30T12:00:00.000Z' },
    text: 'The beans are up',
  };
  await worker.evaluate(stubWorker);
  // Who looks at the page needs none: the next one takes no other's place.
  await deliver(JSON.stringify({ ...payload, message: 6 }));
  await worker.evaluate(() => Reflect.set(self, 'windows', []));
  await deliver(JSON.stringify({ ...payload, text: '', images: 2 }));
  const count = (expected: number) =>
    until(() => shownBy(worker), { what: `${expected} are shown`, is: (all) => all.length === expected });
  expect(await count(1)).toEqual([
    { title: 'Bob · Garden', body: '2 Bilder', tag: chat.uri, renotify: false },
  ]);
  await deliver(JSON.stringify({ ...payload, message: 9, text: '', whisper: true, name: null }));
  const second = { title: 'Bob', body: 'Flüstert dir etwas', tag: chat.uri, renotify: true };
  await until(() => shownBy(worker), {
    what: 'the newest takes the place of the one before',
    is: (all) => JSON.stringify(all) === JSON.stringify([second]),
  });
  expect(await clickOn(worker)).toBe(`/chats/${chat.uri}/m/9/`);
  expect(await shownBy(worker)).toEqual([]);
  await deliver(JSON.stringify(payload));
  await count(1);
  await deliver(JSON.stringify({ kind: 'read', chat: chat.uri }));
  await count(0);
  // A device belongs to a log-in, so each page tells the server of it anew; and it takes off the screen what is read by then.
  await alice.delete('/api/push/', { endpoint: device.json.endpoint });
  await page.addInitScript(stubStanding, chat.uri);
  await page.reload();
  await until(known, { what: 'the server knows it again', is: (devices) => devices === 1 });
  await until(() => page.evaluate(() => Reflect.get(window, 'isClosed')), { what: 'it is off the screen' });
  await choice.uncheck();
  await until(known, { what: 'the server has forgotten the device', is: (devices) => devices === 0 });
});
