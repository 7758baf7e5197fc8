import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { describedPlaces } from '../input/path-params.ts';
import type { Route } from '../route.ts';
import { refusal, refusalsOf } from './refusals.ts';
import { streamedContent } from './streamed.ts';

/** The parts of the contract, by what their paths have in common; the first that fits. */
const groups = [
  {
    name: 'Accounts',
    paths: /^\/auth\//,
    description: 'Signing up and in, as a guest too; tokens; oneself.',
  },
  {
    name: 'Events',
    paths: /\/events\/$/,
    description:
      'Polling and long-polling: the same URL, cursor and response, and `wait` says for how long a poll may be held.',
  },
  {
    name: 'Messages',
    paths: /\/(messages|read|typing|mood|export)\/|^\/api\/images\//,
    description: 'What is said in a chat, for its members only.',
  },
  {
    name: 'Operations',
    paths: /^\/(healthz|readyz|metrics|api\/schema|api\/docs)\//,
    description: 'For whoever runs the server or writes a client.',
  },
  {
    name: 'Chats',
    paths: /^\/api\//,
    description:
      'Chats and who is in them: starting, joining, inviting, moderating; people, and private chats.',
  },
];

/** As one reads them, which is not the order in which they are looked for. */
const readingOrder = ['Accounts', 'Chats', 'Messages', 'Events', 'Operations'];

export const tags = groups
  .map(({ name, description }) => ({ name, description }))
  .toSorted((one, other) => readingOrder.indexOf(one.name) - readingOrder.indexOf(other.name));

/** A body may be any of them (api/README.md section 1, Bodies in). */
const bodyTypes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];

/** `/chats/:uri/` as OpenAPI writes it. */
export const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** One route as an operation of the document. */
export function operationOf(route: Route): ZodOpenApiOperationObject {
  const { method, path, summary, description, body, query } = route;
  const group = groups.find(({ paths }) => paths.test(path));
  if (group === undefined) throw new Error(`operation.ts has no group for ${path}.`);
  return {
    operationId: idOf(method, path),
    tags: [group.name],
    summary,
    ...(description && { description }),
    security: securityOf(route),
    ...(path.includes(':') || query
      ? { requestParams: { ...(path.includes(':') && { path: placesOf(path) }), ...(query && { query }) } }
      : {}),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: Object.fromEntries(bodyTypes.map((type) => [type, { schema: body }])),
      },
    }),
    responses: Object.fromEntries([
      ...Object.entries(route.answers).map(([status, schema]) => [status, answerOf(route, status, schema)]),
      ...refusalsOf(route).map((status) => [status, refusal(status)]),
    ]),
  };
}

/** `get /api/chats/:uri/` is getChatsUri. */
function idOf(method: string, path: string): string {
  const words = path.split(/\W+/).filter((word) => word !== '' && word !== 'api');
  return [method, ...words.map((word) => word[0]?.toUpperCase() + word.slice(1))]
    .join('')
    .replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

function securityOf({ auth, bots, ownToken }: Route): Record<string, string[]>[] {
  if (ownToken) return [{ [ownToken]: [] }];
  const schemes: Record<string, string[]>[] = [{ JWT: [] }, { Bearer: [] }, ...(bots ? [{ Bot: [] }] : [])];
  if (auth === 'none') return [];
  return auth === 'optional' ? [...schemes, {}] : schemes;
}

function placesOf(path: string): z.ZodObject {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name as keyof typeof describedPlaces);
  return z.object(Object.fromEntries(names.map((name) => [name, describedPlaces[name]])));
}

const words: Record<string, string> = {
  200: 'Done.',
  201: 'Made.',
  204: 'Done; there is nothing more to say.',
  206: 'The part that `Range` asks for.',
  304: 'What you have by `If-None-Match` is what there is.',
};

const etag = {
  ETag: { description: 'Weak; that of an image is strong.', schema: { type: 'string' } },
} as const;

function answerOf({ answers, produces, streams }: Route, status: string, schema: z.ZodType | null) {
  const hasBody = status !== '204' && status !== '304';
  const isConditional = 304 in answers && (status === '200' || status === '304');
  return {
    description: words[status] ?? 'Done.',
    ...(isConditional && { headers: etag }),
    ...(hasBody && {
      // The usual one first: what is made of the document asks for that.
      content: {
        ...Object.fromEntries(produces.map((type) => [type, { schema: schemaOf(type, schema) }])),
        ...(status === '200' && streamedContent(streams)),
      },
    }),
  };
}

function schemaOf(mediaType: string, json: z.ZodType | null): z.ZodType {
  if (mediaType === 'application/json' && json) return json;
  return z.string().meta(mediaType.startsWith('text/') ? {} : { format: 'binary' });
}
