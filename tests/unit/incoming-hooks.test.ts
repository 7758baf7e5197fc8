import { expect, test } from 'vitest';
import { fitting, textOf } from '../../api/bots/incoming/reduce.ts';
import { senders } from '../support/hook-senders.ts';

test.for(Object.entries(senders))('what %s sends is read as it is meant', ([, { sent, said }]) => {
  expect(textOf(sent)).toBe(said.join('\n'));
});

test.for([
  ['<https://a.example|here> and <https://b.example>', 'here (https://a.example) and https://b.example'],
  ['<mailto:kim@a.example|kim@a.example>', 'kim@a.example'],
  [
    '<@U1> <@U2|kim> <#C1|general> <!here> <!subteam^S1|@team> <!date^1^{date}|monday>',
    '@U1 @kim #general @here @team monday',
  ],
  ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ['1 < 2 > 0, <div> and <https://no.end', '1 < 2 > 0, <div> and <https://no.end'],
  ['<javascript:alert(1)|here>, < Java\tscript:alert(1)|there>, <data:text/html,x>', 'here, there,'],
])('%s is shown as %s', ([text, shown]) => {
  expect(textOf({ text })).toBe(shown);
});

test('blocks say what they show, their text being what they say in short', () => {
  const text = (words: string) => ({ type: 'mrkdwn', text: words });
  const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
  const word = (words: string) => ({ type: 'text', text: words });
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: 'Deploy' } },
    {
      type: 'section',
      text: text('of <https://a.example|site>'),
      fields: [text('*Took*\n3 min'), text('by kim')],
    },
    {
      type: 'section',
      text: text('Look'),
      accessory: { type: 'button', text: text('Log'), url: 'https://b.example' },
    },
    {
      type: 'context',
      elements: [text('main'), { type: 'image', image_url: 'https://c.example/x.png', alt_text: 'a face' }],
    },
    { type: 'divider' },
    { type: 'image', image_url: 'https://c.example/y.png', title: text('Graph'), alt_text: 'a line' },
    {
      type: 'actions',
      elements: [
        { type: 'button', text: text('Open'), url: 'https://d.example' },
        { type: 'button', text: text('Ack') },
      ],
    },
    {
      type: 'rich_text',
      elements: [
        section(word('Hi '), { type: 'user', user_id: 'U1' }, word(' '), {
          type: 'emoji',
          name: 'tada',
          unicode: '1f389',
        }),
        {
          type: 'rich_text_list',
          style: 'bullet',
          indent: 1,
          elements: [section(word('one')), section({ type: 'link', url: 'https://e.example', text: 'two' })],
        },
        { type: 'rich_text_list', style: 'ordered', indent: -5, elements: [section(word('first'))] },
        { type: 'rich_text_preformatted', elements: [word('a\nb')] },
        { type: 'rich_text_quote', elements: [word('c\nd')] },
      ],
    },
  ];
  expect(textOf({ text: 'in short', blocks })).toBe(
    [
      'Deploy\nof site (https://a.example)\n*Took*\n3 min\nby kim\nLook\nLog (https://b.example)',
      'main a face (https://c.example/x.png)\n---\nGraph (https://c.example/y.png)\nOpen (https://d.example)',
      'Hi @U1 🎉\n  - one\n  - two (https://e.example)\n1. first\n```\na\nb\n```\n> c\n> d',
    ].join('\n'),
  );
  expect(textOf({ text: 'in short', blocks: [{ type: 'section' }] })).toBe('in short');
});

test('what is not as expected is not there', () => {
  const odd = [
    null,
    7,
    'x',
    [],
    {},
    { type: {} },
    { text: { text: { text: 'deep' } } },
    { elements: 'no', fields: [null] },
  ];
  expect(textOf({ text: {}, blocks: odd, attachments: odd })).toBe('');
  expect(textOf({ text: 512, blocks: 'no', attachments: null })).toBe('512');
  const emoji = { type: 'emoji', name: 'x', unicode: 'd800-110000' };
  expect(textOf({ blocks: [{ type: 'rich_text', elements: [{ elements: [emoji] }] }] })).toBe(':x:');
});

test('what leads nowhere is what it is called, in blocks and attachments too', () => {
  const url = '\u200bjavascript:alert(1)';
  const blocks = [
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Press' }, url }] },
    { type: 'image', image_url: 'data:image/png;base64,AAAA', alt_text: 'a chart' },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url, text: 'link' }] }],
    },
  ];
  expect(textOf({ blocks })).toBe('Press\na chart\nlink');
  expect(textOf({ attachments: [{ title: 'Title', title_link: url, image_url: url }] })).toBe('Title');
});

test('a text of which nothing can be seen is none', () => {
  expect(fitting('\u200b\u2060 \u200d\ufeff')).toBe('');
  expect(fitting('\u200b'.repeat(5000))).toBe('');
  expect(fitting('👩\u200d💻')).toBe('👩\u200d💻');
});

test('a text that is too long loses its end, and one that no database takes what is wrong in it', () => {
  expect(fitting(`  ${'😀'.repeat(4000)}\n`)).toBe('😀'.repeat(4000));
  expect(fitting('😀'.repeat(4001))).toBe(`${'😀'.repeat(3999)}…`);
  expect(fitting(`${'a'.repeat(3999)}😀b`)).toBe(`${'a'.repeat(3999)}…`);
  expect(fitting('a\0b\ud800')).toBe('ab\ufffd');
});

test('a megabyte of what looks like a link costs no more than its length', () => {
  const startedAt = process.cpuUsage().user;
  textOf({ text: '<'.repeat(500_000) + '<https://a.example|'.repeat(25_000) + '&lt'.repeat(10_000) });
  // Some ten milliseconds; by the square of its length it would be minutes.
  expect(process.cpuUsage().user - startedAt).toBeLessThan(2_000_000);
});
