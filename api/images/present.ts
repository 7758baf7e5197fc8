import type { Image } from './queries.ts';
import type { ImageJson } from './schemas.ts';

/** Paths without a host: an event's JSON is made once for all of its readers, and they come by different ways. */
export function presentImage({ name, width, height, bytes }: Image): ImageJson {
  const url = `/api/images/${name}/`;
  return { url, thumbnail_url: `${url}thumbnail/`, width, height, bytes };
}
