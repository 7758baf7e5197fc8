import { test as plainTest } from 'vitest';
import { startOutside } from '../support/canary-exits.ts';
import { startTestServer } from '../support/server.ts';

/** One server, and outside of it a receiver of its hooks and a push service. */
export const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('outside', { scope: 'file' }, async ({}, { onCleanup }) => {
    const outside = await startOutside();
    onCleanup(() => outside.stop());
    return outside;
  })
  .extend('server', { scope: 'file' }, async ({ outside }, { onCleanup }) => {
    const server = await startTestServer(outside.settings);
    onCleanup(() => server.stop());
    return server;
  });
