import type { oas31 } from 'zod-openapi';
import type { Route } from '../route.ts';
import { exampleOf, type JsonSchema } from './example.ts';
import { operationOf, tags, templateOf } from './operation.ts';
import { refusals } from './refusals.ts';
import { piecesOf } from './streamed.ts';

const description = `Chat sessions over plain HTTP: an ordered event log, a cursor into it, and how long the caller is willing to wait.

Paths end in a slash. Bodies are JSON, forms or multipart; unknown keys are ignored, in answers too. \`HEAD\` is answered wherever \`GET\` is.
A method that a path does not have is a 405 with \`Allow\`. Every answer may be a 429 or 503 with \`Retry-After\` in whole seconds.
A request that never becomes one is a 400, a 408 or a 431.`;

/** The OpenAPI document of these routes: made of the declarations that validate what comes in, and of what tests hold answers to. */
export async function documentOf(routes: readonly Route[]): Promise<oas31.OpenAPIObject> {
  // Named here and not above, where the bundle would load it at a start.
  const { createDocument } = await import('zod-openapi');
  const paths: Record<string, Record<string, ReturnType<typeof operationOf>>> = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  const document = createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Holdline', version: '1', description, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/' }],
      externalDocs: { description: 'The same for people, with calls to try.', url: '/api/docs/' },
      tags,
      paths,
      components: {
        schemas: piecesOf(routes.map(({ streams }) => streams)),
        securitySchemes,
        responses: refusals,
      },
    },
    { override: ({ jsonSchema }) => tidy(jsonSchema) },
  );
  addExamples(document);
  return document;
}

const securitySchemes = {
  JWT: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'The word `JWT`, a space and the token; `Token` in place of `JWT` is understood too.',
  },
  Bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  Bot: {
    type: 'http',
    scheme: 'bearer',
    description: "A bot's key, for its chat alone; of all that is for it, the call says so.",
  },
  Metrics: { type: 'http', scheme: 'bearer', description: 'The `METRICS_TOKEN` of the server.' },
} as const;

/** Answers may gain fields, so a client should let others pass; and the bounds of JavaScript's numbers are none of the API's. */
function tidy(schema: Record<string, unknown>): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  // Kept by this name in our schemas, as zod drops `examples` of what it transforms.
  if (!('example' in schema)) return;
  schema.examples = [schema.example];
  delete schema.example;
}

/** One to each body that is sent or comes back when all goes well. */
function addExamples({ paths = {}, components = {} }: oas31.OpenAPIObject): void {
  const schemas = (components.schemas ?? {}) as Record<string, JsonSchema>;
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
    const { requestBody, responses } = operation as oas31.OperationObject;
    const bodies = [requestBody, ...Object.values(responses ?? {})] as { content?: oas31.ContentObject }[];
    for (const [type, media] of bodies.flatMap((body) => Object.entries(body?.content ?? {}))) {
      if (type.startsWith('image/') || !media.schema) continue;
      media.example = exampleOf(media.schema as JsonSchema, schemas);
    }
  }
}
