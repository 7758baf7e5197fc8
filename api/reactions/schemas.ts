import type { UserJson } from '../users/schemas.ts';

export interface ReactionJson {
  emoji: string;
  count: number;
  users: UserJson[];
}
