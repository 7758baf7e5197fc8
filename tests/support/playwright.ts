import asyncHooks from 'node:async_hooks';

/**
 * What Playwright asks of an AsyncLocalStorage, kept as long as a call has not waited: it notes there whose call this is, so that one that
 * calls others is told as one. The real one, once it is used, makes Node 20 follow each promise of the process, those of the server under
 * test and of all files after this one too: a tenth of what a worker computes.
 */
class WithinOneCall {
  #store: unknown;

  run<Result>(store: unknown, work: () => Result): Result {
    const before = this.#store;
    this.#store = store;
    try {
      return work();
    } finally {
      this.#store = before;
    }
  }

  getStore(): unknown {
    return this.#store;
  }
}

const { AsyncLocalStorage } = asyncHooks;
Object.assign(asyncHooks, { AsyncLocalStorage: WithinOneCall });
const playwright = await import('playwright-core');
Object.assign(asyncHooks, { AsyncLocalStorage });

/** Playwright's, in place of its package's own: whatever starts a browser takes it from here. */
export const { chromium } = playwright;
