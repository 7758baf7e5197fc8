import type { Context } from 'koa';
import { readBody } from '../../http/input/body.ts';
import { parseJson } from '../../http/input/json.ts';
import { handOn, readBytes } from '../../http/input/read-bytes.ts';
import { decodeUtf8 } from '../../http/input/utf8.ts';
import { textOf } from './reduce.ts';

/** curl says that what it sends with `-d` is a form, whatever it is. */
const isForm = /(?:^|&)(?:payload|text)=/;

/**
 * What was posted to a hook, as the fields of a message: a text by itself, a form or multipart with `text` or `payload`, JSON. Throws as
 * `readBody` does.
 */
export async function readHookBody(ctx: Context, maxBytes: number): Promise<Record<string, unknown>> {
  const bytes = await readBytes(ctx, maxBytes);
  const type = ctx.request.type.toLowerCase();
  const isRaw =
    type === '' || type === 'text/plain' || (type === formType && !isForm.test(bytes.toString('latin1')));
  if (isRaw && ctx.get('Content-Encoding') === '') return { text: decodeUtf8(bytes) };
  handOn(ctx.req, bytes);
  const fields = await readBody(ctx, maxBytes);
  if (type === 'application/json') return { ...fields, text: textOf(fields) };
  if (typeof fields.payload !== 'string') return fields;
  const sent = parseJson(Buffer.from(fields.payload));
  return { ...fields, client_id: fields.client_id ?? sent.client_id, text: textOf(sent) };
}

const formType = 'application/x-www-form-urlencoded';
