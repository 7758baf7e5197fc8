interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Content {
  content?: Record<string, { schema?: Schema }>;
}

interface Operation {
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: Content;
  responses?: Record<string, Content>;
}

/** As much of an OpenAPI document as this reads. */
export interface Described {
  paths?: Record<string, object>;
  components?: { schemas?: Record<string, object> };
}

export interface SurfaceChange {
  /** What callers had and have no more, or must send and did not have to. */
  breaks: string[];
  adds: string[];
}

/**
 * What callers may count on, a line each: every call, what it takes and needs, the statuses and fields of its answers below 400. What must be sent says so
 * with a line of its own, which begins with `needs`.
 */
export function surfaceOf({ paths = {}, components }: Described): string[] {
  const schemas = (components?.schemas ?? {}) as Record<string, Schema>;
  const lines = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).flatMap(([method, operation]) => {
      const call = `${method.toUpperCase()} ${path}`;
      return [call, ...linesOf(operation, schemas).map(([line, lead = '']) => `${lead}${call} ${line}`)];
    }),
  );
  return [...new Set(lines)].sort();
}

export function compareSurfaces(before: string[], now: string[]): SurfaceChange {
  const gone = before.filter((line) => !now.includes(line));
  const fresh = now.filter((line) => !before.includes(line));
  const isNeed = (line: string) => line.startsWith(needs);
  // A need of a new call asks nothing of who made none.
  const isOfOld = (line: string) =>
    before.includes(line.slice(needs.length).split(' ').slice(0, 2).join(' '));
  return {
    breaks: [
      ...gone.filter((line) => !isNeed(line)).map((line) => `gone: ${line}`),
      ...fresh.filter((line) => isNeed(line) && isOfOld(line)),
    ],
    adds: fresh.filter((line) => !isNeed(line)),
  };
}

const needs = 'needs ';

function linesOf(
  { parameters = [], requestBody, responses = {} }: Operation,
  schemas: Record<string, Schema>,
) {
  const lines: [line: string, lead?: string][] = [];
  for (const { name, in: where, required } of parameters) {
    lines.push([`${where} ${name}`]);
    if (required) lines.push([`${where} ${name}`, needs]);
  }
  for (const schema of schemasIn(requestBody)) {
    for (const field of fieldsOf(schema, schemas)) lines.push([`body ${field}`]);
    for (const name of resolve(schema, schemas).required ?? []) lines.push([`body ${name}`, needs]);
  }
  for (const [status, answer] of Object.entries(responses).filter(([status]) => status < '400')) {
    lines.push([status]);
    for (const schema of schemasIn(answer))
      for (const field of fieldsOf(schema, schemas)) lines.push([`${status} ${field}`]);
  }
  return lines;
}

function schemasIn({ content = {} }: Content = {}): Schema[] {
  return Object.values(content).flatMap(({ schema }) => schema ?? []);
}

/** Dotted, to the bottom; a schema within itself is left there. */
function fieldsOf(schema: Schema, schemas: Record<string, Schema>, within: Schema[] = []): string[] {
  const whole = resolve(schema, schemas);
  if (within.includes(whole)) return [];
  const below = [...within, whole];
  const parts = [...(whole.anyOf ?? []), ...(whole.oneOf ?? []), ...(whole.allOf ?? [])];
  const own = Object.entries(whole.properties ?? {}).flatMap(([name, field]) => [
    name,
    ...fieldsOf(field, schemas, below).map((deeper) => `${name}.${deeper}`),
  ]);
  const inside = [...parts, ...(whole.items ? [whole.items] : [])];
  return [...own, ...inside.flatMap((part) => fieldsOf(part, schemas, below))];
}

function resolve(schema: Schema, schemas: Record<string, Schema>): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (schemas[name] ?? {});
}
