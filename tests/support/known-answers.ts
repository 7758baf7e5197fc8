import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { declaredDocument } from './declared-routes.ts';

/** As much of an answer as the API's document speaks of. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

interface Described {
  content?: Record<string, object>;
}

interface Operation {
  responses: Record<string, Described & { $ref?: string }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Described> };
}

/** Holds answers to the document that `GET /api/schema/` shows, in which nothing may be that it doesn't name. */
class KnownAnswers {
  readonly #document: Document;
  readonly #ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    // Each worker makes its own: a schema is made once, and not anew in every place that refers to it.
    inlineRefs: false,
    code: { optimize: false },
    formats: { binary: true, password: true },
  });
  /** Paths as patterns, those without places first, as the server finds them. */
  readonly #paths: [pattern: RegExp, path: string][];
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: object) {
    this.#document = closed(document) as Document;
    addFormats.default(this.#ajv, ['date-time']);
    this.#ajv.addSchema(this.#document, 'api');
    const places = (path: string) => path.split('{').length;
    const paths = Object.keys(this.#document.paths).toSorted((a, b) => places(a) - places(b));
    this.#paths = paths.map((path) => [new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}?$`), path]);
  }

  /** What the document does not know of an answer, as a sentence; null where it knows it, or says nothing of the call. */
  complaintAbout(method: string, pathname: string, { status, headers, body }: Answer): string | null {
    const [, path = ''] = this.#paths.find(([pattern]) => pattern.test(pathname)) ?? [];
    const operation = this.#document.paths[path]?.[method.toLowerCase()];
    if (!operation) return null;
    const shown = `${status} of ${method} ${path}`;
    const response = operation.responses[status];
    if (!response) return `The schema knows no ${shown}: ${JSON.stringify(body)}`;
    const shared = response.$ref?.split('/').at(-1);
    const { content } = shared === undefined ? response : (this.#document.components.responses[shared] ?? {});
    const type = headers.get('content-type')?.split(';')[0];
    if (type === undefined) return content ? `The schema knows of a body in a ${shown}.` : null;
    if (!content?.[type]) return `The schema knows no ${type} in a ${shown}.`;
    if (type !== 'application/json') return null;
    const place =
      shared === undefined
        ? ['paths', path, method.toLowerCase(), 'responses', String(status)]
        : ['components', 'responses', shared];
    const validate = this.#validatorAt([...place, 'content', type, 'schema']);
    if (validate(body)) return null;
    return `The schema knows no such ${shown} (${said(validate.errors)}): ${JSON.stringify(body)}`;
  }

  /** The same of a piece of a stream. */
  complaintAboutPiece(path: string, type: string, piece: unknown): string | null {
    const content = this.#document.paths[path]?.get?.responses[200]?.content?.[type] ?? {};
    if (!('x-itemSchema' in content)) return `The schema knows no pieces of ${type} in ${path}.`;
    const answer = ['paths', path, 'get', 'responses', '200'];
    const validate = this.#validatorAt([...answer, 'content', type, 'x-itemSchema']);
    if (!validate(piece))
      return `The schema knows no such piece (${said(validate.errors)}): ${JSON.stringify(piece)}`;
    const { data } = Object(piece);
    if (data === undefined) return null;
    const ofData = ['components', 'schemas', 'StreamedEvent', 'properties', 'data', 'contentSchema'];
    const validateData = this.#validatorAt(ofData);
    return validateData(JSON.parse(data))
      ? null
      : `The schema knows no such data (${said(validateData.errors)}): ${data}`;
  }

  /** Made when it is first asked for, as a worker meets a part of all answers. */
  #validatorAt(place: string[]): ValidateFunction {
    const steps = place.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'));
    const pointer = steps.map((step) => `/${encodeURIComponent(step)}`).join('');
    const validate = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `api#${pointer}` });
    this.#validators.set(pointer, validate);
    return validate;
  }
}

let known: Promise<KnownAnswers> | undefined;

/** Rejects for an answer that the API's document does not know. */
export async function requireKnownAnswer(method: string, pathname: string, answer: Answer): Promise<void> {
  known ??= declaredDocument().then((document) => new KnownAnswers(document));
  const complaint = (await known).complaintAbout(method, pathname, answer);
  if (complaint !== null) throw new Error(complaint);
}

/** What the API's document does not know of a piece of a stream; null where it knows it. */
export async function complaintAboutPiece(
  path: string,
  type: string,
  piece: unknown,
): Promise<string | null> {
  known ??= declaredDocument().then((document) => new KnownAnswers(document));
  return (await known).complaintAboutPiece(path, type, piece);
}

/** The same schemas, in which objects have no fields but those that they name; clients are told to let others pass. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  const isOpen = parts.properties !== undefined && parts.additionalProperties === undefined;
  return isOpen ? { ...parts, additionalProperties: false } : parts;
}

function said(errors: ErrorObject[] | null | undefined): string {
  return (errors ?? [])
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .join(', ');
}
