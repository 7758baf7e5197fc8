/** What answers name and other calls take, by the names that it has there. */
export type FoundValues = Partial<Record<(typeof carried)[number], string>>;

export const carried = ['uri', 'id', 'code', 'name', 'cursor', 'message_id'] as const;

/** What an answer brought to go on with: the chat, the last message, an invite, an image, where to poll from. */
export function valuesIn(answer: unknown): FoundValues {
  const body = fieldsOf(answer);
  const listed = [body.messages, body.results].find(Array.isArray);
  const found = { ...inOne(fieldsOf(listed?.at(-1))), ...inOne(body) };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function inOne(body: Record<string, unknown>): FoundValues {
  const isMessage = 'sentiment' in body;
  const id = isMessage ? String(body.id) : undefined;
  return {
    ...inOneIf(typeof body.uri === 'string', { uri: String(body.uri) }),
    ...inOneIf(typeof body.cursor === 'string', { cursor: String(body.cursor) }),
    // A refusal has a `code` as well, of another kind.
    ...inOneIf(typeof body.code === 'string' && 'uses' in body, { code: String(body.code) }),
    ...(id && { id, message_id: id }),
    ...nameIn(fieldsOf(body.image)),
  };
}

const inOneIf = (isThere: boolean, values: FoundValues): FoundValues => (isThere ? values : {});

function nameIn({ url }: Record<string, unknown>): FoundValues {
  const name = /^\/api\/images\/([\w-]+)\/$/.exec(String(url))?.[1];
  return name ? { name } : {};
}

const fieldsOf = (value: unknown): Record<string, unknown> => Object(value);
