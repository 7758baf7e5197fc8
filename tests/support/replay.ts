import type { Person } from './person.ts';
import { readPage, type SeenEvent } from './reader.ts';
import type { SentMessage } from './writer.ts';

/** Everything that somebody is shown who begins at the cursor of an own message. */
export interface Replay {
  person: Person;
  message: SentMessage;
  events: SeenEvent[];
}

/** Reads on from the cursor that came with a message, in steps of `limit`, until there is no more. */
export async function replayFrom(person: Person, message: SentMessage, limit: number): Promise<Replay> {
  const events: SeenEvent[] = [];
  for (let cursor = message.cursor; ; ) {
    const page = await readPage(person, `/api/events/?cursor=${cursor}&limit=${limit}`);
    events.push(...page.events);
    cursor = page.cursor;
    if (!page.hasMore) return { person, message, events };
  }
}

/** A chat's messages as one person finds them in the end. */
export interface FinalHistory {
  person: Person;
  uri: string;
  messages: { id: number; message: string }[];
}

interface HistoryPage {
  messages: FinalHistory['messages'];
  has_more: boolean;
}

/** All of it, page by page from the beginning. */
export async function readWholeHistory(person: Person, uri: string): Promise<FinalHistory> {
  const messages: FinalHistory['messages'] = [];
  for (;;) {
    const after = messages.at(-1)?.id ?? 0;
    const { status, body, text } = await person.get<HistoryPage>(
      `/api/chats/${uri}/messages/?limit=50&after=${after}`,
    );
    if (status !== 200) throw new Error(`The history of ${uri}: ${status} ${text}`);
    messages.push(...body.messages);
    if (!body.has_more) return { person, uri, messages };
  }
}
