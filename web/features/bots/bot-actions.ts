import { panelPath } from '../../net/panel-paths.ts';
import type { Bot, KeyedBot, ListPage } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';

export interface BotWish {
  display_name: string;
  avatar: number;
}

/** Bots of a chat. Each throws what `ask` throws. */
export function createBotActions({ ask }: FeatureDeps) {
  return {
    /** All of them: a chat has twenty at most. */
    readBots: async (uri: string, signal: AbortSignal): Promise<readonly Bot[]> =>
      (await ask<ListPage<Bot>>(panelPath.bots(uri), { signal })).results,

    makeBot: (uri: string, wish: BotWish) =>
      ask<KeyedBot>(panelPath.bots(uri), { method: 'POST', body: wish }),

    changeBot: (uri: string, id: number, wish: BotWish) =>
      ask<Bot>(panelPath.bot(uri, id), { method: 'PATCH', body: wish }),

    removeBot: (uri: string, id: number) => ask(panelPath.bot(uri, id), { method: 'DELETE' }),

    /** With the key that it has from now on. */
    replaceKey: (uri: string, id: number) => ask<KeyedBot>(panelPath.botKey(uri, id), { method: 'POST' }),
  };
}
