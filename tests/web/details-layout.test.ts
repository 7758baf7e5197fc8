import { expect } from 'vitest';
import { threePeople } from '../support/people.ts';
import { openSection } from './details-steps.ts';
import { pageOf } from './pages.ts';
import { test } from './stage.ts';
import { openDetails } from './steps.ts';

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

test.for([320, 768, 1280])(
  'every part of the details fits on a screen %d px wide, and a finger finds what is to be pressed',
  async (width, { newPage, server }) => {
    const { alice, bob, carol, path } = await threePeople(server);
    await carol.patch(`/api${path}`, {});
    await alice.delete(`/api${path}members/${carol.username}/?ban=1`);
    await carol.patch('/auth/me/', { display_name: `${longWord} ${carol.username}` });
    await bob.patch('/auth/me/', { display_name: `שלום ${longWord} ${bob.username}` });
    await bob.post(`/api${path}messages/`, { message: 'I love this' });
    await alice.post(`/api${path}invites/`, { note: longWord });
    const options =
      width === 320 ? { width, height: 640, hasTouch: true, isMobile: true } : { width, height: 640 };
    const page = await pageOf(newPage, alice, path, options);
    await openDetails(page);
    for (const title of ['Invites', 'Chat settings', 'Bans', 'Mood', 'Save the talk'])
      await openSection(page, title);
    await page.getByText(longWord, { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Lift the ban of/ }).waitFor();
    await page.getByText('Mood of each').click();
    await page.getByRole('list', { name: 'Mood of each' }).waitFor();
    const misfits = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '#chat-details :is(button, input, select, summary, label, svg, p, h2, th, time)',
        ),
      ]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ element, box }) => {
          const isPressed = element.matches(
            'button, input:not([type="radio"]), select, summary, label.choice',
          );
          if (box.height === 0) return false;
          return box.right > innerWidth + 0.5 || (isPressed && (box.height < 44 || box.width < 44));
        })
        .map(
          ({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.right} ${box.width} x ${box.height}`,
        ),
    );
    expect(misfits).toEqual([]);
    const details = page.getByRole(width < 960 ? 'main' : 'complementary', { name: 'About this chat' });
    expect(await details.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
    await page.getByRole('button', { name: /^Options for/ }).click();
    const card = page.getByRole('dialog');
    expect(await card.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  },
);
