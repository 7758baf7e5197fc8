/** What is used of a service worker's global scope and its events; the library of the page's types does not know them. */
export interface LastingEvent extends Event {
  waitUntil(task: Promise<unknown>): void;
}

export interface AskedEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

export interface PushedEvent extends LastingEvent {
  readonly data: { json(): unknown } | null;
}

export interface ClickedEvent extends LastingEvent {
  readonly notification: Notification;
}

export interface ChangedSubscriptionEvent extends LastingEvent {
  readonly oldSubscription: PushSubscription | null;
}

/** A window of ours, in charge of it or not. */
export interface WindowClient {
  readonly visibilityState: DocumentVisibilityState;
  focus(): Promise<WindowClient>;
  navigate(url: string): Promise<WindowClient | null>;
  postMessage(message: unknown): void;
}

interface Events {
  install: LastingEvent;
  activate: LastingEvent;
  fetch: AskedEvent;
  push: PushedEvent;
  notificationclick: ClickedEvent;
  pushsubscriptionchange: ChangedSubscriptionEvent;
}

export interface Scope {
  addEventListener<Type extends keyof Events>(type: Type, listener: (event: Events[Type]) => void): void;
  skipWaiting(): Promise<void>;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(which: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<WindowClient | null>;
  };
}
