import type { oas31 } from 'zod-openapi';
import { ofPieces } from '../http/schema/streamed.ts';
import { type Field, fieldOf, resolve, type Schema } from './fields.ts';

/** What a call answers when all goes well. */
export interface Answer {
  status: string;
  description: string;
  mediaTypes: string[];
  /** Of JSON alone. */
  example: unknown;
  streams: Streamed[];
}

/** What goes on for as long as somebody reads, with how it may begin. */
interface Streamed {
  mediaType: string;
  description: string;
  example: string;
}

/** One operation of the document, as the page speaks of it. */
export interface Call {
  id: string;
  method: string;
  /** With its places as `{uri}`. */
  path: string;
  tag: string;
  summary: string;
  description: string;
  /** Whose token it takes; `optional` shows more to who sends one. */
  token: 'none' | 'optional' | 'required' | 'metrics';
  fields: Field[];
  answers: Answer[];
  refusals: string[];
}

/** All calls of the document, in its order. */
export function callsOf({ paths = {}, components = {} }: oas31.OpenAPIObject): Call[] {
  const schemas = (components.schemas ?? {}) as Record<string, Schema>;
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) =>
      callOf({ method: method.toUpperCase(), path }, operation as oas31.OperationObject, schemas),
    ),
  );
}

/** Whether one call says and does what the other does, by another name. */
export function isSame(one: Call, other: Call): boolean {
  const what = ({ summary, description, token, fields, answers }: Call) =>
    JSON.stringify([summary, description, token, fields, answers]);
  return what(one) === what(other);
}

function callOf(
  address: Pick<Call, 'method' | 'path'>,
  operation: oas31.OperationObject,
  schemas: Readonly<Record<string, Schema>>,
): Call {
  const { operationId = '', tags = [], summary = '', description = '', responses = {} } = operation;
  const described = Object.entries(responses) as [string, oas31.ResponseObject][];
  const succeeds = ([status]: [string, unknown]) => Number(status) < 400;
  return {
    id: operationId,
    ...address,
    tag: tags[0] ?? '',
    summary,
    description,
    token: tokenOf(operation),
    fields: [...parametersOf(operation), ...bodyOf(operation, schemas)],
    answers: described.filter(succeeds).map(([status, { description: words, content = {} }]) => ({
      status,
      description: words,
      mediaTypes: Object.keys(content),
      example: content['application/json']?.example,
      streams: streamsOf(content),
    })),
    refusals: described.filter((entry) => !succeeds(entry)).map(([status]) => status),
  };
}

function streamsOf(content: oas31.ContentObject): Streamed[] {
  return Object.entries(content)
    .filter(([, media]) => ofPieces in media)
    .map(([mediaType, { schema, example }]) => ({
      mediaType,
      description: ((schema ?? {}) as Schema).description ?? '',
      example: String(example),
    }));
}

function tokenOf({ security = [] }: oas31.OperationObject): Call['token'] {
  if (security.length === 0) return 'none';
  if (security.some((scheme) => 'Metrics' in scheme)) return 'metrics';
  return security.some((scheme) => Object.keys(scheme).length === 0) ? 'optional' : 'required';
}

function parametersOf({ parameters = [] }: oas31.OperationObject): Field[] {
  return (parameters as oas31.ParameterObject[]).map(({ name, in: where, required, schema }) => {
    const own = (schema ?? {}) as Schema;
    const place = where === 'path' ? 'path' : 'query';
    return fieldOf({ name, where: place, isRequired: required ?? false, example: own.examples?.[0] }, own);
  });
}

function bodyOf({ requestBody }: oas31.OperationObject, schemas: Readonly<Record<string, Schema>>): Field[] {
  const media = (requestBody as oas31.RequestBodyObject | undefined)?.content['application/json'];
  const { properties = {}, required = [] } = resolve((media?.schema ?? {}) as Schema, schemas);
  const examples = Object(media?.example) as Record<string, unknown>;
  return Object.entries(properties).map(([name, field]) => {
    const isRequired = required.includes(name);
    return fieldOf({ name, where: 'body', isRequired, example: examples[name] }, resolve(field, schemas));
  });
}
