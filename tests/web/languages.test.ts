import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { newName } from '../support/people.ts';
import { complaints, required } from './complaints.ts';
import { test } from './stage.ts';
import { focusOn, painted } from './steps.ts';

/** What the browser is set to, and the language that the page then is in. */
const browsers = [
  ['de-AT', 'de'],
  ['es-MX', 'es'],
  ['ar', 'ar'],
] as const;

/** In the soak there are all of them, and axe looks at each screen, too. */
const isWhole = process.env.HOLDLINE_TEST_WHOLE === 'on';

/** The longest words, and those that are read the other way. */
const most = browsers.filter(([, language]) => isWhole || language !== 'es');

async function wordsOf(language: string) {
  const [entry, inside, details, members, panels, search, settings] = await Promise.all([
    import(`../../web/words/${language}/entry.ts`),
    import(`../../web/words/${language}/inside.ts`),
    import(`../../web/words/${language}/details.ts`),
    import(`../../web/words/${language}/members.ts`),
    import(`../../web/words/${language}/panels.ts`),
    import(`../../web/words/${language}/search.ts`),
    import(`../../web/words/${language}/settings.ts`),
  ]);
  return { ...entry, ...inside, ...details, ...members, ...panels, ...search, ...settings };
}

/** What is wider than its place: the page itself, and whatever holds words that its box cuts off or that stand beyond the edge. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = (element: Element) => element.outerHTML.slice(0, 120);
    const holders = 'button, a, label, legend, summary, h1, h2, p, dt, dd, [role="tab"]';
    const boxes = [...document.querySelectorAll<HTMLElement>(holders)].filter(
      (element) => element.checkVisibility() && !element.closest('.visually-hidden'),
    );
    // Names are cut, and say so by their dots.
    const cut = boxes.filter(
      (element) =>
        element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 1 &&
        !element.matches('.one-line, :has(.one-line)'),
    );
    const beyond = boxes.filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -0.5 || right > innerWidth + 0.5;
    });
    const width = document.documentElement.scrollWidth;
    return [
      ...(width > innerWidth ? [`the page, by ${width - innerWidth} px`] : []),
      ...[...cut, ...beyond].map(said),
    ];
  });
}

test.for(most)(
  'who has a browser in %s uses all of the page in its language, on a small phone',
  async ([locale, language], { newPage }) => {
    const words = await wordsOf(language);
    const { guest, account } = words.entryWords;
    const { home, chat, composer, message } = words.insideWords;
    const page = await newPage({ locale, width: 320, height: 640 });
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const expectFits = async (screen: string) => {
      await painted(page);
      expect.soft(await sticksOut(page), `${language}: ${screen}`).toEqual([]);
      if (isWhole) expect.soft(await complaints(page, required), `${language}: ${screen}`).toEqual([]);
    };

    await page.goto('/');
    await button(guest.signUp).click();
    await button(account.signUp).click();
    await page.getByRole('heading', { name: account.signUp }).waitFor();
    await page.locator('[aria-invalid]').first().waitFor();
    await expectFits('signing up, with errors');
    await button(guest.without).click();
    await expectFits('the start page');
    await page.getByLabel(guest.nickname).fill(newName('أمل'));
    await button(guest.start).click();
    await page.getByRole('textbox', { name: composer.label }).fill('Hello');
    await button(composer.send).click();
    await button(message.more).waitFor({ state: 'attached' });
    await expectFits('a chat');
    await button(chat.showDetails).click();
    await page.getByRole('heading', { name: words.memberWords.members.list }).waitFor();
    const { sections } = words.detailsWords;
    for (const name of [
      sections.share,
      sections.settings,
      sections.invites,
      sections.notify,
      sections.mood,
      sections.export,
    ])
      await page.getByText(name, { exact: true }).first().click();
    await button(words.detailsWords.mood.refresh).waitFor();
    const { name } = words.detailsWords.fields;
    // Read as it is written, and longer than any row.
    await page.getByLabel(name.label).fill('A name so long that a list of chats has to cut it somewhere');
    expect(await page.getByLabel(name.label).evaluate((it) => getComputedStyle(it).direction)).toBe('ltr');
    await button(name.save).click();
    await page.getByText(name.saved).waitFor();
    const title = page.getByRole('heading', { name: /^A name so long/ });
    expect(await title.evaluate((it) => getComputedStyle(it).direction)).toBe('ltr');
    await expectFits('the details');
    await button(words.panelWords.leave.action).click();
    await page.getByRole('dialog').waitFor();
    await expectFits('being asked before one leaves');
    await page.keyboard.press('Escape');
    await button(chat.search).click();
    await page.getByLabel(words.searchWords.label).fill('Hello');
    await page.getByRole('list', { name: words.searchWords.results }).getByRole('listitem').waitFor();
    await expectFits('the search');
    const everywhere = page.getByRole('link', { name: words.searchWords.everywhere });
    expect((await everywhere.boundingBox())?.height, 'the room for a finger').toBeGreaterThanOrEqual(44);
    await everywhere.click();
    await page.getByRole('list', { name: words.searchWords.results }).getByRole('link').waitFor();
    await expectFits('the search in all chats');
    await page.getByRole('link', { name: chat.back }).click();
    await page.getByRole('tab', { name: home.sections.people }).click();
    await expectFits('the people');
    await page.getByRole('link', { name: words.settingsWords.title }).click();
    await page.getByRole('heading', { name: words.settingsWords.title }).waitFor();
    await expectFits('the settings');

    if (language !== 'ar') return;
    // The arrow keys go where they point.
    await page.getByRole('link', { name: chat.back }).click();
    await page.getByRole('tab', { name: home.sections.chats }).press('ArrowLeft');
    await focusOn(page.getByRole('tab', { name: home.sections.people }), 'the next section');
    // English by hand, which this device then keeps.
    await page.getByRole('link', { name: words.settingsWords.title }).click();
    await page.getByLabel('English').check();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    expect(await page.evaluate(() => [document.documentElement.lang, document.dir])).toEqual(['en', 'ltr']);
  },
);
