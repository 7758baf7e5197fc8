import { pagePath } from '../net/paths.ts';
import type { Chat, OpenChat, User } from '../net/wire.ts';
import { insideWords } from '../words/en/inside.ts';

/** What an open chat is called: its name, or else who else is in it. */
export function openChatName(chat: OpenChat, me: User): string {
  if (chat.name) return chat.name;
  if (chat.partner) return chat.partner.display_name;
  return insideWords.chat.unnamed(
    chat.members.filter(({ id }) => id !== me.id).map((member) => member.display_name),
  );
}

/** What a chat is called in the list, where its members are not known. */
export function listedChatName(chat: Chat, me: User): string {
  if (chat.name) return chat.name;
  const { owner, partner } = chat;
  if (partner) return partner.display_name;
  const isMine = !owner || owner.id === me.id;
  return isMine ? insideWords.chat.started(chat.created_at) : insideWords.chat.unnamed([owner.display_name]);
}

export function inviteUrl({ uri }: Pick<Chat, 'uri'>): string {
  return location.origin + pagePath.chat(uri);
}
