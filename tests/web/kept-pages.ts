import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { PersonOptions } from '../support/browser.ts';
import { type Cast, newName, pageAt, startChat } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { openAs } from './pages.ts';
import { settled } from './settled.ts';
import { pagesOf, test as stage } from './stage.ts';

/** Brings someone before a chat. */
export type Look = (person: Person, path: string) => Promise<Page>;

/**
 * For files whose tests ask for nothing but a chat that is new: three people keep their pages from test to test, and only go to another
 * chat. To load a page takes a third of a second of a processor. Who is to log out there comes by a page of their own.
 */
export const test = stage
  .extend('people', { scope: 'file' }, async ({ server }) => {
    const [alice, bob, carol] = await Promise.all(
      ['alice', 'bob', 'carol'].map((name) => signUp(server, newName(name))),
    );
    if (!alice || !bob || !carol) throw new Error('Somebody is missing.');
    return { alice, bob, carol };
  })
  /** On what each looks at it, by their names; at a desk, unless a file says otherwise. */
  .extend('devices', { scope: 'file' }, (): Partial<Record<'alice' | 'bob' | 'carol', PersonOptions>> => ({}))
  .extend('kept', { scope: 'file' }, ({ stock, server, people, devices }, { onCleanup }) => {
    const { open, close, takeFaults, look } = pagesOf(stock, server);
    onCleanup(close);
    const pages = new Map<string, Page>();
    return {
      takeFaults,
      show: look,
      async pageOf(person: Person): Promise<Page> {
        const kept = pages.get(person.username);
        if (kept) return kept;
        const { alice, bob } = people;
        const who = person === alice ? 'alice' : person === bob ? 'bob' : 'carol';
        const page = await open(devices[who]);
        await openAs(page, person);
        pages.set(person.username, page);
        return page;
      },
      /** In whatever state it is: the next test gets another. */
      async forget(page: Page): Promise<void> {
        for (const [name, each] of pages) if (each === page) pages.delete(name);
        await page.context().close();
      },
    };
  })
  /** On the page that they keep. */
  .extend('look', ({ kept, task }, { onCleanup }): Look => {
    const used = new Set<Page>();
    onCleanup(async () => {
      const hasFailed = task.result?.state === 'fail';
      if (hasFailed) console.error(await kept.show());
      const end = hasFailed ? kept.forget : leave;
      await Promise.all([...used].map(end));
      expect(kept.takeFaults()).toEqual([]);
    });
    return async (person, path) => {
      const page = await kept.pageOf(person);
      used.add(page);
      await turnTo(page, path);
      await page.getByRole('log').waitFor();
      return page;
    };
  })
  /** Alice owns a chat that is new, bob is in it, carol is outside. */
  .extend('threePeople', async ({ people }): Promise<Cast> => {
    const chat = await startChat(people.alice, people.bob);
    return { ...people, chat, path: pageAt(chat) };
  })
  /** Alice owns a chat that is new, bob and carol are in it. */
  .extend('threeInChat', async ({ people }): Promise<Cast> => {
    const chat = await startChat(people.alice, people.bob, people.carol);
    return { ...people, chat, path: pageAt(chat) };
  })
  /** Alice's page, on which she looks at a chat that is new and hers alone. */
  .extend('ownChat', async ({ people: { alice }, look }) => {
    const path = pageAt(await startChat(alice));
    return { page: await look(alice, path), path };
  });

/** Home, with nothing left of what a test did to the page. */
async function leave(page: Page): Promise<void> {
  for (const kind of ['request', 'requestfailed']) await page.removeAllListeners(kind);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await turnTo(page, '/');
  await page.getByRole('log').waitFor({ state: 'detached' });
}

/** Another address on a page that is there, as where one goes back or forward: nothing is loaded. */
async function turnTo(page: Page, path: string): Promise<void> {
  await settled(page);
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}
