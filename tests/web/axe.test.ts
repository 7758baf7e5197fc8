import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { makeStaff } from '../support/manage.ts';
import { newName, pageAt, startNamedChat } from '../support/people.ts';
import { type Person, signUp as signUpOverHttp } from '../support/person.ts';
import type { TestServer } from '../support/server.ts';
import { colours, complaints, everything } from './complaints.ts';
import { openAs } from './pages.ts';
import { type Cast, screens } from './screens.ts';
import { test } from './stage.ts';

/** In the soak every screen is looked at in both themes, in `npm test` in the light and in the dark by turns. */
const isWhole = process.env.HOLDLINE_TEST_WHOLE === 'on';

test('axe finds nothing wrong with any screen, in either theme', { timeout: 120_000 }, async ({
  newPage,
  server,
}) => {
  // What moves is measured half-way.
  const cast = await assemble(server, () => newPage({ reducedMotion: 'reduce' }));
  for (const [i, [name, open]] of screens.entries()) {
    const page = await open(cast);
    const isDark = i % 2 === 1;
    await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
    expect.soft(await complaints(page, everything), name).toEqual([]);
    if (!isWhole) continue;
    await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
    expect.soft(await complaints(page, colours), `${name}, in the other theme`).toEqual([]);
  }
});

test('axe finds what is wrong', async ({ newPage }) => {
  const page = await newPage();
  await page.setContent(
    '<!doctype html><title>x</title><main><img src="x"><input><p style="color: #bbb">faint</p></main>',
  );
  const found = (await complaints(page, everything)).join();
  for (const rule of ['image-alt', 'label', 'html-has-lang']) expect(found).toContain(rule);
  expect((await complaints(page, colours)).join()).toContain('color-contrast');
});

async function assemble(server: TestServer, newPage: () => Promise<Page>): Promise<Cast> {
  const [alice, bob] = [
    await signUpOverHttp(server, newName('alice')),
    await signUpOverHttp(server, newName('bob')),
  ];
  const start = async (owner: Person, name: string) => pageAt(await startNamedChat(owner, name));
  const [talk, silence] = [await start(alice, 'Morning'), await start(alice, 'Silence')];
  await bob.patch(`/api${talk}`, {});
  await alice.patch(`/api${talk}`, { topic: 'What one says before coffee' });
  await alice.post(`/api${talk}messages/`, { message: 'Good morning' });
  const sent = await bob.post<{ id: number }>(`/api${talk}messages/`, { message: 'Sorry, wrong chat' });
  await bob.delete(`/api${talk}messages/${sent.body.id}/`);
  const marked = await bob.post<{ id: number }>(`/api${talk}messages/`, {
    message: 'I hate mornings\n> _all_ **of** `them`: www.x.example\n1. one\n```sh\nsleep 1h\n```',
    reply_to: sent.body.id,
  });
  await alice.put(`/api${talk}messages/${marked.body.id}/pin/`);
  const image = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#7a35d6' } })
    .png()
    .toBuffer();
  const dataUrl = `data:image/png;base64,${image.toString('base64')}`;
  await alice.post(`/api${talk}messages/`, { message: 'Look', image: dataUrl, reply_to: sent.body.id });
  await alice.post(`/api${talk}messages/`, { message: 'Only for you', to: bob.username });
  await alice.patch(`/api${talk}`, { topic: 'What mornings are for', disappear_after: 86_400 });
  await alice.post(`/api${talk}messages/${marked.body.id}/report/`, { reason: 'other', words: 'A joke' });
  await makeStaff(server, alice.username);
  const { body: invite } = await alice.post<{ code: string }>(`/api${silence}invites/`, { note: 'For you' });
  const pages = { visitor: await newPage(), alice: await newPage(), bob: await newPage() };
  await openAs(pages.alice, alice);
  await openAs(pages.bob, bob);
  return { ...pages, talk, silence, invite: `/join/${invite.code}/` };
}
