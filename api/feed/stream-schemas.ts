import { z } from 'zod';
import type { Streams } from '../http/schema/streamed.ts';
import { eventPage } from './schemas.ts';

const place = '1tf2mw0.c.0';

const named = (component: string) => ({ $ref: `#/components/schemas/${component}` });

/** What `data` may be. zod knows nothing of what is in a text. */
const data = {
  anyOf: [
    named('Event'),
    { type: 'object', description: 'Who is there, by chat uri.', additionalProperties: named('Presence') },
    {
      type: 'object',
      description: 'Where it begins.',
      properties: { cursor: { type: 'string' } },
      required: ['cursor'],
    },
  ],
};

/** A piece of a stream of server-sent events, as an EventSource reads it. */
const streamedEvent = z
  .object({
    id: z.string().optional().meta({ description: 'The cursor behind it.', example: place }),
    event: z.string().optional().meta({
      description:
        "The event's type; `state` for who is there, `cursor` for where it begins. Without one it moves the cursor alone.",
      example: 'cursor',
    }),
    data: z
      .string()
      .optional()
      .meta({
        description: 'All of it, as JSON in one line.',
        example: `{"cursor":"${place}"}`,
        contentMediaType: 'application/json',
        contentSchema: data,
      }),
    retry: z.int().optional().meta({ description: 'Milliseconds until one comes back.', example: 3000 }),
  })
  .meta({ id: 'StreamedEvent', description: 'A piece of a stream of server-sent events.' });

/** Contract, section 5, *Streams*. */
export const eventStreams: Streams = {
  'text/event-stream': {
    whole: z.string().meta({
      description: 'Server-sent events, each a StreamedEvent, for as long as it goes on.',
      example: `retry: 3000\nid: ${place}\nevent: cursor\ndata: {"cursor":"${place}"}\n\n`,
    }),
    piece: streamedEvent,
  },
  'application/x-ndjson': {
    whole: z.string().meta({
      description:
        'Lines for as long as it goes on, each an EventPage: what a poll would have been answered with.',
      example: `{"cursor":"${place}","events":[],"has_more":false,"state":{},"poll":{"mode":"long","wait":25,"interval":3,"retry":0}}\n`,
    }),
    piece: eventPage,
  },
};
