import type { Call } from './calls.ts';
import type { Field } from './fields.ts';

/**
 * What a reader sets once, so that every line runs as it stands: the server, the token, and what the last answers named. Of a
 * path's places, and of what is sent beside the path.
 */
const ofPlaces: Readonly<Record<string, string>> = {
  uri: 'CHAT',
  id: 'ID',
  code: 'CODE',
  name: 'IMAGE',
  key: 'KEY',
};
const ofFields: Readonly<Record<string, string>> = { token: 'TOKEN', cursor: 'CURSOR', message_id: 'ID' };

/** There are other tokens than those of who is logged in: a link in a mail has one. */
const isOther = ({ name, example }: Field) => name === 'token' && !String(example).startsWith('eyJ');

/** The line that makes this call with its examples, for a shell that knows H, TOKEN and the others. */
export function curlLine({ method, path, token, fields }: Call): string {
  const sent = fields.filter(({ where, example }) => where === 'body' && example !== undefined);
  const usual = sent.length > 0 ? 'POST' : 'GET';
  const parts = [
    method === usual ? 'curl' : `curl -X ${method}`,
    doubleQuoted(
      `$H${path.replace(/\{(\w+)\}/g, (_, name: string) => placeOf(name, fields))}${queryOf(fields)}`,
    ),
    ...(token === 'required' ? [`-H ${doubleQuoted('Authorization: JWT $TOKEN')}`] : []),
    ...(token === 'metrics' ? [`-H ${doubleQuoted('Authorization: Bearer $METRICS_TOKEN')}`] : []),
    ...(sent.length > 0 ? [sent.map(dataOf).join(' ')] : []),
  ];
  const line = parts.join(' ');
  if (line.length <= maxWidth) return line;
  const [command, address, ...options] = parts;
  return [`${command} ${address}`, ...options].join(' \\\n  ');
}

/** What stands beside each other on most screens. */
const maxWidth = 72;

function placeOf(name: string, fields: readonly Field[]): string {
  const variable = ofPlaces[name];
  const example = fields.find((field) => field.where === 'path' && field.name === name)?.example;
  return variable ? `$${variable}` : encodeURIComponent(String(example));
}

function queryOf(fields: readonly Field[]): string {
  const asked = fields.filter(({ where, example }) => where === 'query' && example !== undefined);
  const pairs = asked.map(({ name, example }) => {
    const variable = ofFields[name];
    return `${name}=${variable ? `$${variable}` : encodeURIComponent(String(example))}`;
  });
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function dataOf(field: Field): string {
  const { name, example } = field;
  const variable = isOther(field) ? undefined : ofFields[name];
  if (variable) return `-d ${doubleQuoted(`${name}=$${variable}`)}`;
  const value = String(example);
  // What a form gives a meaning of its own, and all that is no ASCII, is encoded by curl.
  const option = /^[ !'()*,\-./:;<>?\w]*$/.test(value) ? '-d' : '--data-urlencode';
  return `${option} ${quoted(`${name}=${value}`)}`;
}

/** A word of a shell's command that stands for this text and nothing else. */
export function quoted(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The same, with variables in it: `$H` stays what it is. */
function doubleQuoted(text: string): string {
  return `"${text.replace(/[\\"`]|\$(?![A-Z])/g, '\\$&')}"`;
}
