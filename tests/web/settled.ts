import type { Page } from 'playwright-core';

/**
 * Waits for the step back over what was just closed: there is an entry of the history for it, and it is not on the page any more. Whoever goes elsewhere
 * before that is led back, or stopped. A panel may be on its way to the page as well, so it waits a second at most.
 */
export async function settled(page: Page): Promise<void> {
  const isSettled = () => {
    const { depth = 0, panelDepth = 0 } = history.state ?? {};
    if (depth > panelDepth && !document.querySelector('dialog[open]')) return false;
    return (
      !/^#(details|search)$/.test(location.hash) || !!document.querySelector('#chat-details, #chat-search')
    );
  };
  await page.waitForFunction(isSettled, undefined, { timeout: 1000 }).catch(() => {});
}

/** One may go elsewhere with what was just closed still on its way out of the history. */
export function goingWhenSettled(page: Page): Page {
  const { goto, reload } = page;
  page.goto = async (...options) => {
    await settled(page);
    return goto.apply(page, options);
  };
  page.reload = async (...options) => {
    await settled(page);
    return reload.apply(page, options);
  };
  return page;
}
