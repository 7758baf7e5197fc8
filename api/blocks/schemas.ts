import type { UserJson } from '../users/schemas.ts';

/** Someone from whom one wants no private chat, whisper or invitation. */
export interface BlockJson {
  user: UserJson;
  created_at: string;
}
