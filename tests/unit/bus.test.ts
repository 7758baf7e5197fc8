import { beforeEach, expect, test } from 'vitest';
import { LocalBus } from '../../api/bus/local.ts';
import { busSuite } from '../support/bus-suite.ts';

let local: LocalBus;

beforeEach(() => {
  local = new LocalBus();
});

busSuite({
  name: 'local',
  join: async () => local.join(),
  interrupt: { skipped: 'within one process there is no line that could break' },
});

test('a node that is alone knows it, and says nothing to nobody', () => {
  expect(local.join().hasOthers).toBe(false);
});
