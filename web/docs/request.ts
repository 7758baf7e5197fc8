/** What stands in a form's field. */
export interface Entry {
  name: string;
  where: 'path' | 'query' | 'body';
  kind: string;
  value: string;
  file: File | null;
}

/** How a form says its call, before anybody is asked. */
export interface Told {
  method: string;
  /** With its places as `{uri}`. */
  path: string;
  entries: readonly Entry[];
}

/** The address and the body of the call that a form tells. What is empty is not sent, except in the path, where it is what it is. */
export function requestOf({ method, path, entries }: Told): { address: string; init: RequestInit } {
  const given = entries.filter(({ value, file }) => value !== '' || file);
  const place = (name: string) =>
    entries.find((entry) => entry.where === 'path' && entry.name === name)?.value;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(place(name) ?? ''));
  const query = new URLSearchParams(
    given.filter(({ where }) => where === 'query').map(({ name, value }): [string, string] => [name, value]),
  );
  const ofBody = given.filter(({ where }) => where === 'body');
  return {
    address: query.size > 0 ? `${filled}?${query}` : filled,
    init: { method, ...bodyOf(ofBody) },
  };
}

function bodyOf(entries: readonly Entry[]): Pick<RequestInit, 'body' | 'headers'> {
  if (entries.length === 0) return {};
  if (entries.some(({ file }) => file)) {
    const form = new FormData();
    for (const { name, value, file } of entries) form.append(name, file ?? value);
    return { body: form };
  }
  const fields = Object.fromEntries(entries.map((entry) => [entry.name, said(entry)]));
  return { body: JSON.stringify(fields), headers: { 'Content-Type': 'application/json' } };
}

/** Digits are a number where one is asked for; what is none goes as it is, so that the server may say what is wrong. */
function said({ kind, value }: Entry): unknown {
  if (kind === 'boolean') return value === 'true';
  return kind === 'number' && /^-?\d+$/.test(value) ? Number(value) : value;
}
