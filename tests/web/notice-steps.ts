import type { Page } from 'playwright-core';

export interface Shown {
  title: string;
  body: string;
  tag: string;
  isClosed?: boolean;
}

/**
 * Stands in for the browser's notifications and keeps a list of them; a headless browser has nowhere to show them. What
 * was shown can be clicked by `click` of the last. Runs in the browser, before the page.
 */
export function stubNotifications(answer: NotificationPermission): void {
  const shown: object[] = [];
  class Stub extends EventTarget {
    // Kept over reloads, as browsers keep it.
    static permission = localStorage.getItem('stub.permission') ?? 'default';
    static async requestPermission(): Promise<NotificationPermission> {
      Reflect.set(window, 'wasAsked', true);
      localStorage.setItem('stub.permission', answer);
      Stub.permission = answer;
      return answer;
    }
    constructor(title: string, { body, tag }: NotificationOptions) {
      super();
      const note = { title, body, tag };
      shown.push(note);
      this.addEventListener('close', () => Object.assign(note, { isClosed: true }));
      Reflect.set(window, 'clickLast', () => this.dispatchEvent(new Event('click')));
    }
    close(): void {
      this.dispatchEvent(new Event('close'));
    }
  }
  Reflect.set(window, 'Notification', Stub);
  Reflect.set(window, 'shown', shown);
}

export const shownOn = (page: Page): Promise<Shown[]> => page.evaluate(() => Reflect.get(window, 'shown'));

/** The page is told that nobody, or somebody, looks at it: headless pages are always looked at. */
export async function tellVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
    Object.defineProperty(document, 'hidden', { value: now === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
