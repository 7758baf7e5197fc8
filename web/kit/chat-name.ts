import { pagePath } from '../net/paths.ts';
import type { Chat, OpenChat } from '../net/wire.ts';
import { insideWords } from '../words/en/inside.ts';
import { personName } from './person-name.ts';

/** What a chat is called, by everyone in it and wherever it stands: its name, or whose it is and since when; a private one by the other. */
export function chatName({ name, owner, partner, created_at: at }: Chat | OpenChat): string {
  return (
    name || (partner && personName(partner)) || insideWords.chat.unnamed(owner?.display_name ?? null, at)
  );
}

export function inviteUrl({ uri }: Pick<Chat, 'uri'>): string {
  return location.origin + pagePath.chat(uri);
}
