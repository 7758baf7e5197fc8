import { expect, test } from 'vitest';
import { isLargeEmoji } from '../../web/features/formatting/large-emoji.ts';
import { namesPattern } from '../../web/features/formatting/mentioned-names.ts';
import { type Block, parseBlocks } from '../../web/features/formatting/parse-blocks.ts';
import type { Inline } from '../../web/features/formatting/parse-inline.ts';
import { randomFrom, testSeed } from '../support/random.ts';
import { createUser } from './messages.ts';

const names = namesPattern([
  createUser({ id: 2, username: 'anna', display_name: 'Anna *the* Great' }),
  createUser({ id: 3, username: 'b_o_b', display_name: 'Bob' }),
]);

/** What is drawn, in a notation that is easily read. */
function drawn(text: string): string {
  return parseBlocks(text, names).map(blockDrawn).join('|');
}

function blockDrawn(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.children.map(inlineDrawn).join('');
    case 'code':
      return `pre:${block.language}(${block.text})`;
    case 'quote':
      return `quote(${block.blocks.map(blockDrawn).join('|')})`;
    case 'list':
      return `list(${block.items.map(({ number, blocks }) => `${number ?? '-'} ${blocks.map(blockDrawn).join('|')}`).join('; ')})`;
  }
}

function inlineDrawn(node: Inline): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'link') return `[${node.text}](${node.href})`;
  if ('text' in node) return `${node.kind}(${node.text})`;
  return `${node.kind}(${node.children.map(inlineDrawn).join('')})`;
}

test.for([
  ['*italic*, _italic_, **bold** and ~~gone~~', 'em(italic), em(italic), strong(bold) and del(gone)'],
  [
    '***both***, **bold *and* more**, *one **two***',
    'strong(em(both)), strong(bold em(and) more), em(one strong(two))',
  ],
  ['**_deep_ ~~gone *and*~~**', 'strong(em(deep) del(gone em(and)))'],
  ['(*in brackets*), "**said**"!', '(em(in brackets)), "strong(said)"!'],
  ['这是**重要**的, 중요*합니다*요', '这是strong(重要)的, 중요em(합니다)요'],
  ['*over\ntwo lines*', 'em(over\ntwo lines)'],
  ['*not\n\nover an empty one*', '*not\n\nover an empty one*'],
  ['**👍** *ça*', 'strong(👍) em(ça)'],
] as const)('%j is emphasis', ([text, shown]) => {
  expect(drawn(text)).toBe(shown);
});

test.for([
  'snake_case_name, __init__ and a_b_',
  '2 * 3 * 4, 2*3*4 and f**k, s***',
  '*their, **open and ~~so on',
  '*_* -_- ^_^ ** ~~ **** ~approximately~',
  '¯\\_(ツ)_/¯',
  'C:\\new\\temp',
  '>.< >5 >_>',
  '>\n>',
  '-5 degrees, - nothing',
  '2024. was a year\n- - -\n---\n#hash # hash',
  '``` and `` and `',
  '```\nnot closed',
  '[words](nowhere)',
  'id 123456789, 2026-11-30, +10 000, +1.500.000, 1-800, €1,000.00',
  'anna@, @anna2, x@y, 10.0.0.1',
])('%j stays as it was typed', (text) => {
  expect(drawn(text)).toBe(text);
});

test.for([
  ['`*a*` and ``a ` b`` and `` `x` ``', 'code(*a*) and code(a ` b) and code(`x`)'],
  ['*a `b* c`', '*a code(b* c)'],
  ['`https://x.example` `@anna`', 'code(https://x.example) code(@anna)'],
  ['\\*a\\* \\`b\\` \\\\', '*a* `b` \\'],
  ['see ```x = 1``` here', 'see code(x = 1) here'],
  ['```ts\nconst a = *1*;\n\n  b\n```', 'pre:ts(const a = *1*;\n\n  b)'],
  ['Look:\n```\na\n```\nand\n```b c\nd```', 'Look:|pre:(a)|and|pre:(b c\nd)'],
] as const)('%j holds code, in which nothing else is found', ([text, shown]) => {
  expect(drawn(text)).toBe(shown);
});

test.for([
  ['> one\n> *two*\nthree', 'quote(one\nem(two))|three'],
  ['> > deep\n>> deeper\n> out', 'quote(quote(deep\ndeeper)|out)'],
  ['Buy:\n- milk\n* **eggs**\n\nSoon', 'Buy:|list(- milk; - strong(eggs))|Soon'],
  ['3. c\n7. d', 'list(3 c; 7 d)'],
  ['- a\n  still a\n  - b\n    - c\n- d', 'list(- a\nstill a|list(- b|list(- c)); - d)'],
  ['1. a\n   ```\n   x\n     y\n   ```\n- b', 'list(1 a|pre:(x\n  y))|list(- b)'],
  ['> - a\n> - b', 'quote(list(- a; - b))'],
] as const)('%j holds quotes and lists', ([text, shown]) => {
  expect(drawn(text)).toBe(shown);
});

test.for([
  [
    '*https://x.example/a_b_c*, www.x.example.',
    'em([https://x.example/a_b_c](https://x.example/a_b_c)), [www.x.example](https://www.x.example).',
  ],
  [
    '_https://x.example/a_b_ ~~www.x.example~~',
    'em([https://x.example/a_b](https://x.example/a_b)) del([www.x.example](https://www.x.example))',
  ],
  ['(see https://x.example/a_(b))', '(see [https://x.example/a_(b)](https://x.example/a_(b)))'],
  [
    '**jo.doe+x@mail.example.org**.',
    'strong([jo.doe+x@mail.example.org](mailto:jo.doe+x@mail.example.org)).',
  ],
  ['Call +49 (0)30 123-45 67!', 'Call [+49 (0)30 123-45 67](tel:+49301234567)!'],
  ['(555) 123-4567', '[(555) 123-4567](tel:5551234567)'],
  [
    '**@anna** @b_o_b *@Anna *the* Great*',
    'strong(mention(@anna)) mention(@b_o_b) em(mention(@Anna *the* Great))',
  ],
  ['javascript:alert(1) jürgen@x.example', 'javascript:alert(1) jürgen@x.example'],
] as const)('%j holds addresses and names', ([text, shown]) => {
  expect(drawn(text)).toBe(shown);
});

/** All that is shown, without what marks and lays it out. */
const shownText = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'code') return block.language + block.text;
      if (block.kind === 'quote') return shownText(block.blocks);
      if (block.kind === 'paragraph') return block.children.map(inlineText).join('');
      return block.items.map(({ number, blocks: within }) => `${number ?? ''}${shownText(within)}`).join('');
    })
    .join('');

const inlineText = (node: Inline): string =>
  'text' in node ? node.text : node.children.map(inlineText).join('');

const pieces = [
  ...'*_~`>-\\[]().@+1x é漢👍 \n',
  '**',
  '~~',
  '```',
  '\n> ',
  '\n- ',
  '\n  ',
  '\n10. ',
  'www.x.example',
  '@anna',
  'a@b.cd',
];
const withoutMarks = (text: string) => text.replace(/[*_~`>\\.\s-]/g, '');

test('whatever is typed, what is shown is all of it but the marks, in order', () => {
  const seed = testSeed();
  const random = randomFrom(seed);
  for (let i = 0; i < 500; i += 1) {
    const text = Array.from({ length: random.below(40) }, () => random.pick(pieces)).join('');
    const about = `${JSON.stringify(text)}, HOLDLINE_TEST_SEED=${seed}`;
    const shown = shownText(parseBlocks(text, names));
    expect(withoutMarks(shown), about).toBe(withoutMarks(text));
    let at = 0;
    for (const character of shown) at = text.indexOf(character, at) + 1 || Number.POSITIVE_INFINITY;
    expect(at, about).toBeLessThanOrEqual(text.length);
  }
});

test('a long text makes work as long as it is, whatever it is of', () => {
  const hostile = [
    ...'*`_~>[\\(\n@a',
    '>\n',
    '- \n',
    '- a\n',
    '> - ',
    '```\n',
    '+1',
    '*a ',
    '*a',
    'a* ',
    '**a *b ',
    '_a* ',
    '`a``',
  ];
  for (const piece of [...hostile, 'a.', 'www.', 'www.(', 'http://(a', 'a@b.']) {
    // Were the work the square of it, this would take minutes.
    const text = `x ${piece.repeat(Math.ceil(100_000 / piece.length))} x`;
    expect(parseBlocks(text, names)).not.toEqual([]);
  }
});

test('one to three emoji alone are large', () => {
  for (const text of ['👍', '👍🏽 ❤️', '👩‍👩‍👧‍👦🇩🇪😀', '1️⃣']) expect(isLargeEmoji(text), text).toBe(true);
  for (const text of ['', ' ', '1', '©', 'a👍', '👍👍👍👍', '👍!'])
    expect(isLargeEmoji(text), text).toBe(false);
});
