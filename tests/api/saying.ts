import { type ChatPath, startChat } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import type { Asking } from './both-ways.ts';
import { allMine, poll } from './polling.ts';
import { history } from './stage.ts';

/** A whole request of this body. */
export function saying(
  author: Pick<Person, 'token'>,
  { messages }: ChatPath,
  body: string,
  more: Record<string, string> = {},
): Asking {
  const own = { Authorization: `JWT ${author.token}`, 'Content-Type': 'application/json' };
  return { path: messages, headers: { ...own, 'Content-Length': String(body.length), ...more }, body };
}

/** A chat of theirs, of which the server knows who is in it. */
export async function knownChat(alice: Person, bob: Person): Promise<ChatPath> {
  const chat = await startChat(alice, bob);
  await Promise.all([alice, bob].map((person) => poll(person, allMine)));
  return chat;
}

/** All that was said there, the oldest first. */
export const texts = async (reader: Person, chat: ChatPath) =>
  (await history(reader, chat)).map(({ message }) => message);
