import type { Page } from 'playwright-core';

/**
 * What stands in the log, from the first message that is loaded to the last. The page holds only what is near the reader, so this
 * reads what is in view and goes on, half a screen at a time. What stands there twice is told more than once.
 */
export function readLog(page: Page): Promise<string[]> {
  return page.getByRole('log').evaluate(async (log) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const isInView = (text: Element) => {
      const [{ top, bottom }, view] = [text.getBoundingClientRect(), log.getBoundingClientRect()];
      return bottom > view.top && top < view.bottom;
    };
    const read: string[] = [];
    log.scrollTop = 0;
    for (;;) {
      // What comes near is put in after the frame in which it came near.
      for (let i = 0; i < 4; i += 1) await frame();
      const shown = [...log.querySelectorAll('.message .text')]
        .filter(isInView)
        .map((it) => it.textContent ?? '');
      read.push(...shown.slice(shown.indexOf(read.at(-1) ?? '') + 1));
      if (log.scrollTop + log.clientHeight >= log.scrollHeight - 1) return read;
      log.scrollTop += log.clientHeight / 2;
    }
  });
}
