import { createHash } from 'node:crypto';
import { z } from 'zod';
import { conditional } from '../answers/conditional-get.ts';
import { type Route, route } from '../route.ts';
import { documentOf } from './document.ts';

/** The API's own description (api/README.md section 7), made at the first request: a start has better things to do. */
export function schemaRoutes({ routes }: { routes: () => readonly Route[] }): Route[] {
  let made: Promise<{ json: string; version: string }> | undefined;
  const make = async () => {
    const json = JSON.stringify(await documentOf(routes()));
    return { json, version: createHash('sha256').update(json).digest('base64url').slice(0, 22) };
  };
  return [
    route({
      method: 'get',
      path: '/api/schema/',
      summary: 'This API as an OpenAPI 3.1 document',
      auth: 'none',
      answers: { 200: z.looseObject({ openapi: z.literal('3.1.1') }), 304: null },
      async handle({ ctx }) {
        made ??= make();
        const { json, version } = await made;
        return conditional(ctx, version, async () => json);
      },
    }),
  ];
}
