import { expect, test } from 'vitest';
import { draftLines } from '../../web/features/sidebar/draft-lines.ts';
import { type Draft, noDraft } from '../../web/store/outbox/drafts.ts';

const bob = { username: 'bob', display_name: 'Bob' };
const drafts = (...given: [string, Partial<Draft>][]) =>
  new Map(given.map(([uri, draft]) => [uri, { ...noDraft, ...draft }]));

test('the list shows the drafts with a word in them, but for that of the open chat', () => {
  const all = drafts(
    ['garden', { text: 'half a thought' }],
    ['kitchen', { text: 'half a secret', to: bob }],
    ['attic', { text: ' \n' }],
    ['cellar', { to: bob }],
  );
  expect([...draftLines(all, 'garden', new Map())]).toEqual([['kitchen', 'half a secret']]);
  expect([...draftLines(all, null, new Map()).keys()]).toEqual(['garden', 'kitchen']);
});

test('typing in the open chat leaves the list’s drafts the same, and one that changes or goes does not', () => {
  const kitchen: [string, Partial<Draft>] = ['kitchen', { text: 'half a secret' }];
  const before = draftLines(drafts(kitchen), 'garden', new Map());
  expect(draftLines(drafts(kitchen, ['garden', { text: 'h' }]), 'garden', before)).toBe(before);
  expect(draftLines(drafts(['kitchen', { text: 'a secret' }]), 'garden', before)).not.toBe(before);
  expect(draftLines(drafts(), 'garden', before).size).toBe(0);
});
