import type { ChatDeps } from '../chats/deps.ts';
import type { PrepareImage } from '../images/prepare-image.ts';
import type { VisibleHeads } from '../log/visible-heads.ts';
import type { SendMessage } from './send-message.ts';

export interface MessageDeps extends ChatDeps {
  visibleHeads: VisibleHeads;
  send: SendMessage;
  prepareImage: PrepareImage;
}
