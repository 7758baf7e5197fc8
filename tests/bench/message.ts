import { post } from './request.ts';
import type { Resident } from './world.ts';

/** A whole request that says something usual. */
export function message({ token, chatUri }: Resident): string {
  const text = 'Could someone bring the long table on Saturday, please?';
  return post(`/api/chats/${chatUri}/messages/`, { Authorization: `JWT ${token}` }, { message: text });
}
