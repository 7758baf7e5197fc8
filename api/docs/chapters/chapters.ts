import { bot } from './bot.ts';
import type { Chapter } from './chapter.ts';
import { client } from './client.ts';
import { curlAlone } from './curl-alone.ts';
import { errors } from './errors.ts';
import { guest } from './guest.ts';
import { hook } from './hook.ts';
import { limits } from './limits.ts';
import { polling } from './polling.ts';
import { proxy } from './proxy.ts';
import { start } from './start.ts';
import { tutorialClient } from './tutorial-client.ts';

/** In the order in which one reads them. */
export const chapters: readonly Chapter[] = [
  start,
  guest,
  tutorialClient,
  curlAlone,
  hook,
  bot,
  client,
  polling,
  errors,
  limits,
  proxy,
];
