import type { Page } from 'playwright-core';
import type { Person } from '../support/person.ts';
import { picture } from '../support/pictures.ts';
import { until } from '../support/until.ts';
import { composer } from './steps.ts';

/** What people do with images on the page. */
export const chooser = (page: Page) => page.getByLabel('Add images');
export const chosen = (page: Page) => page.getByRole('list', { name: 'Images to send' }).getByRole('img');
export const shown = (page: Page, name: string | RegExp) =>
  page.getByRole('log').getByRole('button', { name });
export const send = (page: Page) => page.getByRole('button', { name: 'Send' });

/** A file as it is chosen from a folder. */
export async function photo(name: string, size?: { width: number; height: number }) {
  return { name, mimeType: 'image/png', buffer: await picture('png', size) };
}

export interface SentImage {
  message: string;
  to: { username: string } | null;
  image: { width: number; height: number } | null;
  images: { width: number; height: number }[];
}

export async function imagesOf(person: Person, path: string): Promise<SentImage[]> {
  const { body } = await person.get<{ messages: SentImage[] }>(`/api${path}messages/`);
  return body.messages.filter(({ image }) => image);
}

/** Loaded, and not just there. */
export async function isDrawn(page: Page, name: string | RegExp): Promise<void> {
  // What is in a button has no role of its own.
  const image = shown(page, name).locator('img');
  await image.waitFor();
  await until(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth), {
    what: 'the image is drawn',
    is: (width) => width > 0,
  });
}

/** How many images the browser keeps for the page. */
export function countKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const counts = databases.map(
      ({ name = '' }) =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => {
            const count = opening.result.transaction('images').objectStore('images').count();
            count.onsuccess = () => {
              opening.result.close();
              resolve(count.result);
            };
          };
        }),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  });
}

/** As the browser hands over what was copied or dragged elsewhere. */
export function handOver(
  page: Page,
  how: 'paste' | 'dragover' | 'drop',
  file: { name: string; buffer: Buffer },
): Promise<void> {
  return composer(page).evaluate(
    (field, { how, name, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], name, { type: 'image/png' }));
      const event =
        how === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent(how, { dataTransfer: data, bubbles: true, cancelable: true });
      if (how === 'drop')
        field.dispatchEvent(
          new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      field.dispatchEvent(event);
    },
    { how, name: file.name, bytes: [...file.buffer] },
  );
}
