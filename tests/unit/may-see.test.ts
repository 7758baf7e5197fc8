import { expect, test } from 'vitest';
import { type LogEvent, maySee, type Reader } from '../../api/log/event.ts';
import { logEvent } from '../support/log-event.ts';

const garden = 1;
const inGarden = (userId: number): Reader => ({
  userId,
  isMember: (chatId) => chatId === garden,
  chatIds: () => [garden],
});
const outside = (userId: number): Reader => ({ userId, isMember: () => false, chatIds: () => [] });
const toAll = { id: 1, chatId: garden };
const whisper = { id: 1, chatId: garden, audience: [1, 2] };
const personal = { id: 1, chatId: null, userId: 1 };
const revocation = { id: 1, chatId: null, userId: 1, type: 'token.revoked' } as const;

test.for<[who: string, reader: Reader, event: Partial<LogEvent> & { id: number }, expected: boolean]>([
  ['a member sees what is said to all', inGarden(1), toAll, true],
  ['an outsider does not', outside(1), toAll, false],
  ['a member of another chat does not', inGarden(1), { ...toAll, chatId: 2 }, false],
  ['the author of a whisper sees it', inGarden(1), whisper, true],
  ['the one it is for sees it', inGarden(2), whisper, true],
  ['another member does not', inGarden(3), whisper, false],
  ['nor someone whose number merely looks like one of theirs', inGarden(12), whisper, false],
  ['the one it is for does not, having left', outside(2), whisper, false],
  ['a person sees what is for them alone, in any chat or none', outside(1), personal, true],
  ['nobody else does', inGarden(2), personal, false],
  ['a revoked token is shown to nobody', inGarden(1), revocation, false],
])('%s', ([, reader, event, expected]) => {
  expect(maySee(logEvent(event), reader)).toBe(expected);
});
