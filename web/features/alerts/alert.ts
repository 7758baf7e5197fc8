import { apiPath, pagePath } from '../../net/paths.ts';
import '../../kit/parts/inside-pages.ts';
import { effect } from '@preact/signals-core';
import { chatName } from '../../kit/chat-name.ts';
import { playTone } from '../../kit/play-tone.ts';
import type { Chat, Message } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import { changeChat } from '../../store/world/world.ts';
import { insideWords } from '../../words/en/inside.ts';
import { panelWords } from '../../words/en/panels.ts';
import { isWorthTelling } from './is-worth-telling.ts';

/** More would not be shown, and none of it belongs on a locked screen. */
const maxShown = 160;

/** How a message was heard. */
export interface Hearing {
  isLeading: boolean;
  /** Unix milliseconds. */
  heardAtMs: number;
  /** It names whoever looks at this page. */
  isNamed: boolean | undefined;
}

/** Draws attention to a message, in the ways that the person asked for and the browser allows. */
export async function alert(deps: FeatureDeps, message: Message, hearing: Hearing): Promise<void> {
  const { state, preferences } = deps;
  const isCalled = Boolean(hearing.isNamed) && (await isStillCalled(deps, message));
  const me = state.session.value?.user;
  const chat = state.world.value?.chats.get(message.uri)?.chat;
  const isHidden = document.visibilityState === 'hidden';
  if (!me || !chat) return;
  const level = chat.notify;
  if (!isWorthTelling(message, { ...hearing, isHidden, myId: me.id, level, isCalled })) return;
  const { notifies, sounds } = preferences.now.value;
  if (sounds) playTone();
  const mayNotify = notifies && globalThis.Notification?.permission === 'granted';
  if (mayNotify && !(await isPushed(message))) notify(deps, message, chat);
}

/**
 * Whom one has blocked calls one by no name, and the server alone knows who that is: nothing that several read may tell. So the chat is
 * asked again for what calls one in it.
 */
async function isStillCalled({ ask, world }: FeatureDeps, { uri, id }: Message): Promise<boolean> {
  let isCalled = true;
  // Without an answer a mention stays one.
  await problemOf(() =>
    world.read(
      () => ask<Chat>(apiPath.chat(uri)),
      (known, { unread_mentions, read_message_id }) => {
        isCalled = unread_mentions.includes(id) || id <= read_message_id;
        return changeChat(known, uri, () => ({ unread_mentions }));
      },
    ),
  );
  return isCalled;
}

/** Whether a push has told of it already, while this page was asleep. */
async function isPushed({ uri, id }: Message): Promise<boolean> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const standing = (await registration?.getNotifications({ tag: uri })) ?? [];
  return standing.some(({ data }) => data?.message >= id);
}

/** One for each chat: a newer message takes the place of the one before. */
function notify({ go, state }: FeatureDeps, message: Message, chat: Chat): void {
  const { uri, user } = message;
  const name = user.display_name;
  const title = chat.kind === 'direct' ? name : panelWords.alerts.title(name, chatName(chat));
  const notification = show(title, { body: textOf(message), tag: uri, dir: 'auto' });
  if (!notification) return;
  notification.addEventListener('click', () => {
    window.focus();
    go(pagePath.chat(uri));
    notification.close();
  });
  // A copy of what is taken back or has disappeared goes with it, and one of what is read elsewhere is no news.
  const stopFollowing = effect(() => {
    const { last_message: last, read_message_id: readId } = state.world.value?.chats.get(uri)?.chat ?? chat;
    if ((last?.id === message.id && last.deleted) || readId >= message.id) notification.close();
  });
  notification.addEventListener('close', stopFollowing);
  // It has done what it was for as soon as somebody looks.
  document.addEventListener('visibilitychange', () => notification.close(), { once: true });
}

/** A whisper was meant for one pair of eyes, and others may see the screen that it lands on. */
function textOf({ message, images, to }: Message): string {
  if (to) return panelWords.alerts.whisper;
  if (message === '') return insideWords.message.images(images.length);
  const points = [...message];
  return points.length > maxShown ? `${points.slice(0, maxShown).join('')}…` : message;
}

/** Null where a browser lets only service workers notify, as on Android: an open page is rarely alive there when hidden. */
function show(title: string, options: NotificationOptions): Notification | null {
  try {
    return new Notification(title, options);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return null;
  }
}
