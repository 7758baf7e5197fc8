import { conditional } from '../http/conditional-get.ts';
import { NotFound } from '../http/errors.ts';
import { type Route, route } from '../http/route.ts';
import type { MessageDeps } from '../messages/deps.ts';
import { isImageVisible } from '../messages/queries.ts';
import { isPossibleName } from './name.ts';
import { type ImageForm, readImage } from './queries.ts';

/** Even if a browser were made to open it as a page, nothing in it could run or load anything. */
const fileHeaders = {
  'Content-Type': 'image/webp',
  'Content-Disposition': 'inline; filename="image.webp"',
  'Content-Security-Policy': "default-src 'none'; sandbox",
};

/**
 * Stands here and not in images/, because who may see an image is who may see its message. Asked again each time: the
 * right to it can end, so a browser may keep the file but must ask before it shows it.
 */
export function imageRoutes({ db }: MessageDeps): Route[] {
  const imageRoute = (path: `/api/images/:name/${string}`, form: ImageForm, summary: string) =>
    route({
      method: 'get',
      path,
      summary,
      auth: 'required',
      price: 'picture',
      produces: [fileHeaders['Content-Type']],
      async handle({ ctx, me, params }) {
        const { name } = params;
        const isVisible = isPossibleName(name) && (await isImageVisible(db.read, name, me.userId));
        if (!isVisible) throw new NotFound();
        // A name's file never changes, so the name is its version.
        const reply = await conditional(ctx, `${name}-${form}`, async () => {
          const file = await readImage(db.read, name, form);
          if (!file) throw new NotFound();
          return file;
        });
        return { ...reply, headers: { ...reply.headers, ...fileHeaders } };
      },
    });
  return [
    imageRoute('/api/images/:name/', 'content', 'The image of a message'),
    imageRoute('/api/images/:name/thumbnail/', 'thumbnail', 'The same, small'),
  ];
}
