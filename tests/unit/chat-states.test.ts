import { expect, test } from 'vitest';
import { ChatStates } from '../../api/presence/chat-states.ts';

test('a guest who became an account makes another digest, on whichever node it is asked', () => {
  const digestWith = (username: string) => {
    const states = new ChatStates(() => ({
      online: [{ userId: 7, username, seenAt: 0, seenMs: 0 }],
      typing: [],
    }));
    states.changed([1]);
    return states.digest([1]);
  };
  expect(digestWith('guest-q0w9e8r7t6')).not.toBe(digestWith('robin'));
  expect(digestWith('robin')).toBe(digestWith('robin'));
});
