import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { conditional } from '../answers/conditional-get.ts';
import { takesGzip } from '../answers/gzip.ts';
import { type Route, route } from '../route.ts';
import { documentOf } from './document.ts';
import { shortHash } from './short-hash.ts';

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
    const version = shortHash(json);
    return { json, packed: await pack(json), version };
  };
  return [
    route({
      method: 'get',
      path: '/api/schema/',
      summary: 'This API as an OpenAPI 3.1 document',
      description:
        'Made of the declarations that validate what comes in and of the schemas of what goes out. ' +
        'What it names may gain fields.',
      auth: 'none',
      answers: { 200: z.looseObject({ openapi: z.literal('3.1.1') }), 304: null },
      async handle({ ctx }) {
        made ??= make();
        const { json, packed, version } = await made;
        const isPacked = takesGzip(ctx.get('Accept-Encoding'));
        const reply = await conditional(ctx, version, async () => (isPacked ? packed : json));
        const more = {
          // RFC 8631: where people read the same.
          Link: '</api/docs/>; rel="service-doc"',
          Vary: 'Accept-Encoding',
          ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
        };
        return { ...reply, headers: { ...reply.headers, ...more } };
      },
    }),
  ];
}
