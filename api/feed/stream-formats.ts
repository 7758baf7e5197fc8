import type { LogEvent } from '../log/event.ts';
import { cursorPart } from './answer.ts';

/** What a look found, with what a format may write of it. */
export interface StreamedNews {
  events: readonly LogEvent[];
  /** JSON; null when nothing of it changed. */
  state: string | null;
  /** Behind each of the events. */
  cursorAfter(event: LogEvent): string;
  /** Behind all of it. */
  cursor: string;
  /** The answer that a poll would have had, but for its cursor. */
  rest(): string;
}

/** How the same events are written as they come (contract, section 5, *Streams*). */
export interface StreamFormat {
  contentType: string;
  /** First of all: where it begins, and after how many milliseconds to come back when it has ended. */
  begin(cursor: string, quiet: string, retryMs: number): string;
  news(news: StreamedNews): string;
  /** Nothing came, and this is where to go on. */
  beat(cursor: string, quiet: string): string;
  /** The node goes away: come back, elsewhere, after so many milliseconds. */
  farewell(cursor: string, rest: string, retryMs: number): string;
}

/** Of server-sent events (HTML, section 9.2). An event's JSON is one line, as JSON.stringify leaves no line break in it. */
const eventStream: StreamFormat = {
  contentType: 'text/event-stream',
  begin: (cursor, _quiet, retryMs) =>
    `retry: ${retryMs}\n${frame(cursor, 'cursor', `{"cursor":"${cursor}"}`)}`,
  news({ events, state, cursorAfter, cursor }) {
    const last = state === null ? events.at(-1) : undefined;
    const frames = events.map((event) =>
      frame(event === last ? cursor : cursorAfter(event), event.type, event.json),
    );
    if (state !== null) frames.push(frame(cursor, 'state', state));
    return frames.join('') || `id: ${cursor}\n\n`;
  },
  // An id without data moves the place of who reads on, and is no event to them.
  beat: (cursor) => `:\nid: ${cursor}\n\n`,
  farewell: (_cursor, _rest, retryMs) => `retry: ${retryMs}\n\n`,
};

function frame(id: string, type: string, data: string): string {
  return `id: ${id}\nevent: ${type}\ndata: ${data}\n\n`;
}

/** A line for each answer that polls would have had. */
const lines: StreamFormat = {
  contentType: 'application/x-ndjson',
  begin: (cursor, quiet) => line(cursor, quiet),
  news: ({ cursor, rest }) => line(cursor, rest()),
  beat: line,
  farewell: line,
};

function line(cursor: string, rest: string): string {
  return `${cursorPart(cursor)}${rest}\n`;
}

export const streamFormats = new Map([eventStream, lines].map((format) => [format.contentType, format]));
