/** As much of JSON Schema as the document uses of what is sent. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  examples?: unknown[];
  enum?: unknown[];
  anyOf?: Schema[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** One value that a call takes. */
export interface Field {
  name: string;
  where: 'path' | 'query' | 'body';
  isRequired: boolean;
  /** What the page's form begins with; undefined where it may be left out. */
  example: unknown;
  kind: 'text' | 'password' | 'number' | 'boolean' | 'choice' | 'file';
  choices: string[];
  /** What it may be, in words: `text of 1 to 150 characters`; empty where there is no more to say than what it is. */
  type: string;
  description: string;
}

/** A field with what its schema says of it. */
export function fieldOf(
  known: Pick<Field, 'name' | 'where' | 'isRequired' | 'example'>,
  schema: Schema,
): Field {
  const own = { ...schema, ...schema.anyOf?.find(({ type }) => type !== 'null') };
  return {
    ...known,
    kind: kindOf(own),
    choices: (own.enum ?? []).map(String),
    type: typeOf(own),
    description: own.description ?? '',
  };
}

/** What a reference of the document stands for. */
export function resolve(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema {
  if (!schema.$ref) return schema;
  return schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {};
}

function kindOf({ type, format, enum: choices }: Schema): Field['kind'] {
  if (choices) return 'choice';
  if (format === 'binary') return 'file';
  if (format === 'password') return 'password';
  if (type === 'boolean') return 'boolean';
  return type === 'integer' || type === 'number' ? 'number' : 'text';
}

function typeOf(schema: Schema): string {
  const { minimum, maximum, minLength = 0, maxLength } = schema;
  switch (kindOf(schema)) {
    case 'choice':
      return `one of ${schema.enum?.map((choice) => `\`${choice}\``).join(', ')}`;
    case 'file':
      return 'file';
    case 'boolean':
      return 'true or false';
    case 'number':
      if (maximum === undefined) return minimum ? `whole number from ${minimum}` : 'whole number';
      return `whole number, ${minimum} to ${maximum}`;
    default:
      if (maxLength === undefined) return '';
      return minLength > 0
        ? `text of ${minLength} to ${maxLength} characters`
        : `text of up to ${maxLength} characters`;
  }
}
