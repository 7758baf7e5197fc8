/** What no field should get, and every field does: as JSON, in forms, in queries and in paths. */
export interface Junk {
  what: string;
  /** As it stands on the wire. */
  raw: string;
}

const bigTexts: [what: string, unit: string][] = [
  ['letters', 'x'],
  ['spaces', ' '],
  ['words', 'ab '],
  ['emoji', '😀'],
  ['accents', '\u0301'],
  ['one letter that is eighteen in NFKC', 'ﷺ'],
];

const smallTexts = [
  '',
  ' ',
  '\t\u3000\u0085',
  'a\0b',
  '\u200b',
  '\u202eabc',
  '-1',
  '1.5',
  '9'.repeat(400),
  '__proto__',
];

function big(unit: string, bytes: number): string {
  return unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)));
}

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

/** What is of another kind than any text. Taken for a secret, each would be a hole. */
export const jsonTypes: Junk[] = [
  ...[
    'null',
    '7',
    '-0',
    '1.5',
    '1e999',
    'true',
    'false',
    '[]',
    '{}',
    '["bob"]',
    '[[["bob"]]]',
    '{"username":"bob"}',
  ],
  ...['{"length":8}', '{"toString":"x"}', '{"__proto__":{"x":1}}'],
].map((raw) => ({ what: raw, raw }));

export const jsonTexts: Junk[] = [
  ...smallTexts.map((text) => ({ what: JSON.stringify(text).slice(0, 20), raw: JSON.stringify(text) })),
  { what: 'half of a pair', raw: '"a\\ud800b"' },
  { what: 'the other half', raw: '"\\udc00"' },
];

/** As large as its body may be. */
export function bigJson(bytes: number): Junk[] {
  return [
    ...bigTexts.map(([what, unit]) => ({
      what: `${bytes} bytes of ${what}`,
      raw: JSON.stringify(big(unit, bytes)),
    })),
    { what: `${bytes} bytes of one number`, raw: '7'.repeat(bytes) },
    { what: `${bytes} bytes of numbers`, raw: `[${'0,'.repeat(bytes / 2 - 2)}0]` },
  ];
}

export const jsonShapes: Junk[] = [
  { what: '33 lists', raw: nested('[', ']', 33) },
  { what: '31 lists', raw: nested('[', ']', 31) },
  { what: '100,000 lists', raw: nested('[', ']', 100_000) },
  { what: '100,000 objects', raw: nested('{"a":', '}', 100_000).replace('}', '1}') },
  { what: '9,000 numbers', raw: `[${'0,'.repeat(9_000)}0]` },
  { what: '9,000 keys', raw: `{${Array.from({ length: 9_000 }, (_, i) => `"${i * 7919}":0`).join(',')}}` },
];

/** Percent-encoded, for forms and for one part of a path. */
export const urlTexts: Junk[] = [
  ...smallTexts.map((text) => ({ what: JSON.stringify(text).slice(0, 20), raw: encodeURIComponent(text) })),
  { what: 'bytes that are no UTF-8', raw: '%ff%fe' },
  { what: 'half of a pair', raw: '%ED%A0%80' },
  { what: 'stray percents', raw: '%%%zz%' },
  { what: 'a list', raw: '%5B%22bob%22%5D' },
];

/** As long as node takes a request's head, 16 KiB. */
export const longUrlTexts: Junk[] = [
  { what: '12,000 letters', raw: 'x'.repeat(12_000) },
  { what: '1,000 emoji', raw: encodeURIComponent('😀'.repeat(1_000)) },
  { what: '4,000 percents', raw: '%25'.repeat(4_000) },
];

export function bigForm(bytes: number): Junk[] {
  return ['x', '+', '%', '%F0%9F%98%80'].map((unit) => ({
    what: `${bytes} bytes of ${unit}`,
    raw: big(unit, bytes),
  }));
}
