import { describe, expect, onTestFinished, test } from 'vitest';
import { createPause } from '../../web/browser/pause.ts';
import type { Storage } from '../../web/browser/storage.ts';
import { wakeup } from '../../web/browser/wakeups.ts';
import { RequestFailure } from '../../web/net/failure.ts';
import type { Message } from '../../web/net/wire.ts';
import { keepOutbox } from '../../web/store/outbox/kept-outbox.ts';
import { nextToSend, type Outgoing, settle } from '../../web/store/outbox/outbox.ts';
import { sendOutbox } from '../../web/store/outbox/send-outbox.ts';
import { createState } from '../../web/store/state.ts';
import { keepWorld } from '../../web/store/world/keep-world.ts';
import { createManualTimer, settled } from '../web/manual-timer.ts';
import { createMessage, createUser } from './messages.ts';

const outgoing = (clientId: string): Outgoing => ({
  clientId,
  uri: 'chat',
  text: `Text of ${clientId}`,
  to: null,
  authorId: 1,
  writtenAt: '2026-11-21T09:00:00.000Z',
  state: 'sending',
  reason: null,
});

const storage: Storage = { read: () => null, write: () => true, watch: () => {} };

type Answer = 'stored' | 'calledOff' | Error;

/** The outbox of someone who is logged in, and a server that answers as the test says. */
function createSender(...answers: Answer[]) {
  const clock = createManualTimer();
  const wakeups = new EventTarget();
  const state = createState({ session: null, end: null, path: '/', isOwnStep: true });
  const outbox = keepOutbox(state, storage);
  const world = keepWorld({ state, onStored: () => {}, afterFault: async () => {} });
  world.begin(1);
  const sent: string[] = [];
  const stored: Message[] = [];
  const over = new AbortController();
  onTestFinished(() => over.abort());
  const send = async ({ clientId, text }: Outgoing): Promise<Message | null> => {
    sent.push(clientId);
    const answer = answers.shift() ?? 'stored';
    if (answer instanceof Error) throw answer;
    if (answer === 'calledOff') {
      outbox.change((waiting) => waiting.filter((other) => other.clientId !== clientId));
      return null;
    }
    const message = createMessage({
      id: stored.length + 1,
      message: text,
      client_id: clientId,
      user: createUser(),
    });
    stored.push(message);
    return message;
  };
  const deps = { state, world, outbox, pause: createPause(clock.timer, wakeups), random: () => 0.5 };
  const lane = { next: (waiting: readonly Outgoing[]) => nextToSend(waiting, false), send };
  return {
    clock,
    outbox,
    sent,
    stored,
    over,
    wake: () => wakeups.dispatchEvent(new Event(wakeup)),
    write: (...ids: string[]) => outbox.change((waiting) => [...waiting, ...ids.map(outgoing)]),
    waiting: () => state.outbox.value.map(({ clientId, state }) => `${clientId} ${state}`),
    done: sendOutbox(deps, lane, over.signal),
  };
}

const unreachable = new RequestFailure(0, 'unreachable');
const busy = new RequestFailure(503, 'busy', {}, 7000);
const broken = new RequestFailure(500, 'error');
const forbidden = new RequestFailure(403, 'not_a_member');
const loggedOut = new RequestFailure(401, 'token_not_valid');

describe('what waits in the outbox', () => {
  test('is sent one after the other, in the order in which it was written', async () => {
    const { write, sent, waiting } = createSender();
    write('a', 'b');
    await settled();
    write('c');
    await settled();
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(waiting()).toEqual([]);
  });

  test('is tried again with the same key while the server can’t be reached, less and less often', async () => {
    const { write, sent, waiting, clock } = createSender(unreachable, unreachable, unreachable);
    write('a', 'b');
    await settled();
    const waits: number[] = [];
    for (let times = 0; times < 3; times++) {
      const [waitMs = 0] = clock.waits();
      waits.push(waitMs);
      await clock.pass(waitMs);
    }
    expect(waits).toEqual([750, 1500, 3000]);
    expect(sent).toEqual(['a', 'a', 'a', 'a', 'b']);
    expect(waiting()).toEqual([]);
  });

  test('goes at once when the line is back, but for a time that the server itself named', async () => {
    const { write, sent, wake, clock } = createSender(unreachable, busy);
    write('a');
    await settled();
    wake();
    await settled();
    expect(sent).toEqual(['a', 'a']);
    wake();
    await settled();
    expect(sent).toEqual(['a', 'a']);
    expect(clock.waits()).toEqual([7500]);
    await clock.pass(7500);
    expect(sent).toEqual(['a', 'a', 'a']);
  });

  test('is left to its author when it is refused, and does not hold up the rest', async () => {
    const { write, sent, waiting, outbox } = createSender(forbidden);
    write('a', 'b');
    await settled();
    expect(sent).toEqual(['a', 'b']);
    expect(waiting()).toEqual(['a failed']);
    outbox.change((before) => {
      expect(before[0]?.reason).toBeTruthy();
      return before;
    });
  });

  test('waits for the next session when this one is over', async () => {
    const { write, waiting, clock } = createSender(loggedOut);
    write('a');
    await settled();
    expect(waiting()).toEqual(['a sending']);
    expect(clock.waits()).toHaveLength(1);
  });

  test('that makes the server stumble five times is given up, and the next begins anew', async () => {
    const { write, sent, waiting, clock } = createSender(...Array(5).fill(broken), broken);
    write('a', 'b');
    await settled();
    for (let times = 0; times < 4; times++) await clock.pass(60_000);
    expect(sent).toEqual(['a', 'a', 'a', 'a', 'a', 'b']);
    expect(waiting()).toEqual(['a failed', 'b sending']);
    expect(clock.waits()).toEqual([750]);
  });

  test('that was called off while it was under way is not missed', async () => {
    const { write, sent, stored, waiting } = createSender('calledOff');
    write('a', 'b');
    await settled();
    expect(sent).toEqual(['a', 'b']);
    expect(stored.map(({ client_id }) => client_id)).toEqual(['b']);
    expect(waiting()).toEqual([]);
  });

  test('that the log tells as stored while the answer was lost is not sent again', async () => {
    const { write, sent, outbox, clock } = createSender(unreachable);
    write('a');
    await settled();
    outbox.change((waiting) => settle(waiting, [createMessage({ client_id: 'a', user: createUser() })]));
    await clock.pass(60_000);
    expect(sent).toEqual(['a']);
    expect(clock.waits()).toEqual([]);
  });

  test('that was discarded during a pause makes room for the next', async () => {
    const { write, sent, outbox, clock } = createSender(unreachable);
    write('a', 'b');
    await settled();
    outbox.change((waiting) => waiting.filter(({ clientId }) => clientId !== 'a'));
    await clock.pass(60_000);
    expect(sent).toEqual(['a', 'b']);
  });
});

describe('sending', () => {
  test('ends with its signal, also in the middle of a pause, and leaves what waits', async () => {
    const { write, sent, over, done, waiting, clock } = createSender(unreachable);
    write('a');
    await settled();
    over.abort();
    await done;
    write('b');
    await clock.pass(60_000);
    expect(sent).toEqual(['a']);
    expect(waiting()).toEqual(['a sending', 'b sending']);
    expect(clock.waits()).toEqual([]);
  });

  test('hides no fault of ours behind a pause', async () => {
    const { write, done } = createSender(new TypeError('a bug'));
    write('a');
    await expect(done).rejects.toThrow('a bug');
  });
});
