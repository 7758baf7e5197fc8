import axe, { type AxeResults, type RunOnly } from 'axe-core';
import type { Page } from 'playwright-core';

const guidelines = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** WCAG 2.2 at level AA with all that came before it. */
export const required: RunOnly = { type: 'tag', values: guidelines };

/** And what is good besides. */
export const everything: RunOnly = { type: 'tag', values: [...guidelines, 'best-practice'] };

/** All that another theme changes. */
export const colours: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What axe has to say, a line for each place. */
export async function complaints(page: Page, rules: RunOnly): Promise<string[]> {
  // It is half a megabyte to compile, and stays as long as the document.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((runOnly): Promise<AxeResults> => {
    // All that is beside a modal dialog can be reached by nobody, and is judged where it can.
    const reached = document.querySelector('dialog:modal') ?? document;
    return Reflect.get(window, 'axe').run(reached, { runOnly, resultTypes: ['violations'] });
  }, rules);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
}
