import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { etagMatches } from '../http/answers/conditional-get.ts';
import { KeptForms } from '../http/answers/kept-forms.ts';
import { pageHeaders } from '../http/answers/page-headers.ts';
import { type Route, route } from '../http/route.ts';
import { documentOf } from '../http/schema/document.ts';
import { shortHash } from '../http/schema/short-hash.ts';
import type { Services } from '../services.ts';

interface Made {
  forms: KeptForms;
  version: string;
  headers: Record<string, string>;
}

/** The page that shows the API to people (api/README.md section 7), made at the first request, as the schema is. */
export function docsRoutes({
  clientDir,
  routes,
}: Pick<Services, 'clientDir'> & { routes: () => readonly Route[] }): Route[] {
  let made: Promise<Made> | undefined;
  const make = async (): Promise<Made> => {
    // Named here and not above, where a start would write the chapters.
    const { makePage } = await import('./page.ts');
    const read = (name: string) => readFile(path.join(clientDir, '../docs', name), 'utf8');
    const [script, style, icon] = await Promise.all(['docs.js', 'docs.css', 'icon.svg'].map(read));
    if (!script || !style || !icon) throw new Error('The page of the API is not built: run "npm run build".');
    const { text, policy } = makePage(await documentOf(routes()), { script, style, icon });
    const plain = Buffer.from(text);
    const headers = {
      ...pageHeaders(policy),
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      Link: '</api/schema/>; rel="service-desc"',
      Vary: 'Accept-Encoding',
    };
    return { forms: await KeptForms.of(plain), version: shortHash(plain), headers };
  };
  return [
    route({
      method: 'get',
      path: '/api/docs/',
      summary: 'This API as a page to read and to try calls on',
      description: 'One file that loads nothing, and is read without scripts as well.',
      auth: 'none',
      produces: ['text/html'],
      answers: { 200: null, 304: null },
      async handle({ ctx }) {
        made ??= make();
        const { forms, version, headers } = await made;
        const { body, coding } = forms.formFor(ctx.get('Accept-Encoding'));
        // Strong, so each form has one of its own.
        const ETag = coding ? `"${version}-${coding}"` : `"${version}"`;
        if (etagMatches(ctx.get('If-None-Match'), ETag))
          return { status: 304, headers: { ...headers, ETag } };
        return {
          status: 200,
          body,
          headers: { ...headers, ETag, ...(coding && { 'Content-Encoding': coding }) },
        };
      },
    }),
  ];
}
