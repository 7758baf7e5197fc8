import { partOf } from '../http/answers/byte-ranges.ts';
import { etagMatches } from '../http/answers/conditional-get.ts';
import { NotFound } from '../http/errors.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { isPossibleName } from './name.ts';
import { type ImageForm, readImage } from './queries.ts';

/** Even if a browser were made to open it as a page, nothing in it could run or load anything. */
const fileHeaders = {
  'Content-Type': 'image/webp',
  'Content-Disposition': 'inline; filename="image.webp"',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Accept-Ranges': 'bytes',
  // The right to see an image can end, so it is asked each time: a browser may keep the file but must ask before it shows it.
  'Cache-Control': 'private, no-cache',
  Vary: 'Authorization',
};

/** The images of messages, whole or in part. */
export function imageRoutes({ db, mayViewImage }: Pick<Services, 'db' | 'mayViewImage'>): Route[] {
  const imageRoute = (path: `/api/images/:name/${string}`, form: ImageForm, summary: string) =>
    route({
      method: 'get',
      path,
      summary,
      description:
        'As WebP, for those alone who may see its message. One `Range` of bytes is a 206, with `If-Range` ' +
        'by its strong ETag.',
      auth: 'required',
      bots: true,
      answers: { 200: null, 206: null, 304: null },
      refuses: [416],
      price: 'picture',
      produces: [fileHeaders['Content-Type']],
      async handle({ ctx, me, params }) {
        const { name } = params;
        const isVisible = isPossibleName(name) && (await mayViewImage(name, me.userId));
        if (!isVisible) throw new NotFound();
        // A name's file never changes, so the name is its version, to the byte.
        const etag = `"${name}-${form}"`;
        const headers = { ...fileHeaders, ETag: etag };
        if (etagMatches(ctx.get('If-None-Match'), etag)) return { status: 304, headers };
        const file = await readImage(db.read, name, form);
        if (!file) throw new NotFound();
        const part = partOf(ctx, file, etag);
        return { ...part, headers: { ...headers, ...part.headers } };
      },
    });
  return [
    imageRoute('/api/images/:name/', 'content', 'The image of a message'),
    imageRoute('/api/images/:name/thumbnail/', 'thumbnail', 'The same, small'),
  ];
}
