import { expect, test } from 'vitest';
import { withoutValues } from '../../api/db/statement.ts';
import { exposition } from '../../api/metrics/exposition.ts';
import { Distribution } from '../../api/process/metrics.ts';

test("a distribution is told in Prometheus' steps, each with all below it, up to all there were", () => {
  const of = new Distribution([1, 5]);
  of.observe(0.5);
  of.observe(1, 2);
  of.observe(1.5);
  of.observe(7);
  const text = exposition([
    {
      name: 'waits',
      help: 'How long.',
      type: 'histogram',
      distributions: [{ labels: { route: '/a/' }, of }],
    },
  ]);
  expect(text.split('\n')).toEqual([
    '# HELP waits How long.',
    '# TYPE waits histogram',
    'waits_bucket{route="/a/",le="1"} 3',
    'waits_bucket{route="/a/",le="5"} 4',
    'waits_bucket{route="/a/",le="+Inf"} 5',
    'waits_sum{route="/a/"} 11',
    'waits_count{route="/a/"} 5',
    '',
  ]);
});

test('of a statement for the log nothing is left that stands in quotes, and not all of a long one', () => {
  expect(withoutValues(`update a set b = 'it''s me'; NOTIFY c, 'sealed'`)).toBe(
    `update a set b = '...'; NOTIFY c, '...'`,
  );
  expect(withoutValues('select 1 '.repeat(1000))).toHaveLength(1000);
});
