import type { Page, Route } from 'playwright-core';

/**
 * Handles what a page asks for, until the function that it resolves with is called. The route itself stays: when it is
 * taken off while a request is on its way, that request can be left without any answer.
 */
export async function intercept(
  page: Page,
  url: string | RegExp,
  handle: (route: Route) => unknown,
): Promise<() => void> {
  let isOver = false;
  await page.route(url, async (route) => {
    await (isOver ? route.fallback() : handle(route));
  });
  return () => {
    isOver = true;
  };
}

/** Holds back what a page asks for, until the function that it resolves with is called. */
export async function holdBack(page: Page, url: string | RegExp): Promise<() => void> {
  let letCome = () => {};
  const held = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await intercept(page, url, async (route) => {
    await held;
    await route.fallback();
  });
  return letCome;
}
