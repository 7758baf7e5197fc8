import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { conditional } from '../answers/conditional-get.ts';
import { takesGzip } from '../answers/gzip.ts';
import { type Route, route } from '../route.ts';
import { documentOf } from './document.ts';

interface Made {
  json: Buffer;
  packed: Buffer;
  version: string;
}

const pack = promisify(gzip);

/** The API's own description (api/README.md section 7), made at the first request: a start has better things to do. */
export function schemaRoutes({ routes }: { routes: () => readonly Route[] }): Route[] {
  let made: Promise<Made> | undefined;
  const make = async (): Promise<Made> => {
    const json = Buffer.from(JSON.stringify(await documentOf(routes())));
    const version = createHash('sha256').update(json).digest('base64url').slice(0, 22);
    return { json, packed: await pack(json), version };
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
        const { json, packed, version } = await made;
        const isPacked = takesGzip(ctx.get('Accept-Encoding'));
        const reply = await conditional(ctx, version, async () => (isPacked ? packed : json));
        const encoding = { Vary: 'Accept-Encoding', ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}) };
        return { ...reply, headers: { ...reply.headers, ...encoding } };
      },
    }),
  ];
}
