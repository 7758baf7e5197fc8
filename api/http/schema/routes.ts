import { z } from 'zod';
import { conditional } from '../answers/conditional-get.ts';
import { KeptForms } from '../answers/kept-forms.ts';
import { type Route, route } from '../route.ts';
import { documentOf } from './document.ts';
import { shortHash } from './short-hash.ts';

interface Made {
  forms: KeptForms;
  version: string;
}

/** The API's own description (api/README.md section 7), made at the first request: a start has better things to do. */
export function schemaRoutes({ routes }: { routes: () => readonly Route[] }): Route[] {
  let made: Promise<Made> | undefined;
  const make = async (): Promise<Made> => {
    const json = Buffer.from(JSON.stringify(await documentOf(routes())));
    return { forms: await KeptForms.of(json), version: shortHash(json) };
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
        const { forms, version } = await made;
        const { body, coding } = forms.formFor(ctx.get('Accept-Encoding'));
        const reply = await conditional(ctx, version, async () => body);
        const more = {
          // RFC 8631: where people read the same.
          Link: '</api/docs/>; rel="service-doc"',
          Vary: 'Accept-Encoding',
          ...(coding && { 'Content-Encoding': coding }),
        };
        return { ...reply, headers: { ...reply.headers, ...more } };
      },
    }),
  ];
}
