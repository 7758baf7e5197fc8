import type { Html } from '../html.ts';

/** A way to use the API, told from its beginning to its end. */
export interface Chapter {
  id: string;
  title: string;
  body: Html;
}
