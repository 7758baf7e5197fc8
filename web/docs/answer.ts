import { docsWords as words } from '../words/en/docs.ts';
import { make } from './elements.ts';

/** What a caller looks for; the rest of the headers is the browser's business. */
const headersOfInterest = [
  'content-type',
  'etag',
  'location',
  'retry-after',
  'preference-applied',
  'allow',
  'content-range',
  'link',
  'x-request-id',
];

/** Longer than anybody reads, and than a page stays quick with. */
const maxShown = 20_000;

/** What came back, as elements, and its JSON where it is some. */
export async function readAnswer(answer: Response): Promise<{ shown: Node[]; body: unknown }> {
  const headers = headersOfInterest.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [make('div', {}, make('dt', {}, name), make('dd', {}, value))];
  });
  const { nodes, body } = await readBody(answer);
  return { shown: [make('dl', { class: 'headers' }, ...headers), ...nodes], body };
}

async function readBody(answer: Response): Promise<{ nodes: Node[]; body: unknown }> {
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (type.startsWith('image/')) return { nodes: [await image(await answer.blob())], body: null };
  const text = await answer.text();
  if (text === '') return { nodes: [make('p', { class: 'quiet' }, words.noBody)], body: null };
  if (type !== 'application/json') return { nodes: [readable(text)], body: null };
  const body: unknown = JSON.parse(text);
  return { nodes: [readable(JSON.stringify(body, null, 2))], body };
}

function readable(text: string): Node {
  const rest = text.length - maxShown;
  const shown = rest > 0 ? `${text.slice(0, maxShown)}\n${words.rest(rest)}` : text;
  const attributes = { tabindex: '0', role: 'group', 'aria-label': words.answer };
  return make('div', { class: 'code' }, make('pre', attributes, make('code', {}, shown)));
}

/** As a data URL: the page may load nothing else. */
async function image(blob: Blob): Promise<Node> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
  const picture = make('img', { src: url, alt: words.image });
  return make(
    'figure',
    {},
    picture,
    make('figcaption', { class: 'quiet' }, words.bytes(blob.size, blob.type)),
  );
}
