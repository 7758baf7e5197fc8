import { describe, expect, test } from 'vitest';
import { type PageForAll, SharedPages } from '../../api/history/shared-pages.ts';
import type { EventType } from '../../api/log/event.ts';
import { logEvent } from '../support/log-event.ts';
import { movableClock } from '../support/movable-clock.ts';

const clock = movableClock(0);
const stretch = { chatId: 1, uri: 'garden', question: '100..' };

/** Reads that end when they are told to. */
function reads() {
  const waiting: { resolve(made: PageForAll | null): void; reject(error: unknown): void }[] = [];
  const read = () =>
    new Promise<PageForAll | null>((resolve, reject) => {
      waiting.push({ resolve, reject });
    });
  return { read, waiting };
}

const page = (text = 'hello', untilMs = Infinity): PageForAll => ({
  parts: [`{"messages":["${text}"],`, ',"has_more":false}'],
  untilMs,
});
const shown = (text = 'hello') => `{"messages":["${text}"],"cursor":"c","has_more":false}`;

describe('a shared page', () => {
  test('is read once by all who ask at once, and by none who ask later', async () => {
    const pages = new SharedPages(clock);
    const { read, waiting } = reads();
    const asked = Array.from({ length: 5 }, () => pages.of(stretch, read));
    expect(waiting).toHaveLength(1);
    expect(pages.peek(stretch)).toBeNull();
    waiting[0]?.resolve(page());
    for (const got of [...(await Promise.all(asked)), await pages.of(stretch, read)]) {
      expect(got.page?.with('c').toString()).toBe(shown());
      expect(got.isCurrent).toBe(true);
    }
    expect(pages.peek(stretch)?.with('c').toString()).toBe(shown());
    expect(waiting).toHaveLength(1);
  });

  test('that was read for one is compressed once for all who read the same, and given to nobody else', async () => {
    const pages = new SharedPages(clock);
    const mine = pages.alike(stretch, page().parts);
    expect(pages.alike(stretch, page().parts)).toBe(mine);
    const theirs = pages.alike(stretch, page('hello, and a word more').parts);
    expect(theirs.with('c').toString()).toBe(shown('hello, and a word more'));
    expect(pages.peek(stretch)).toBeNull();
    const weight = pages.weight;
    pages.apply([logEvent({ id: 1, type: 'message.created', chatUri: 'garden' })]);
    expect(pages.weight).toBeLessThan(weight);
  });

  test('is made anew when what it shows has disappeared', async () => {
    const time = movableClock(0);
    const pages = new SharedPages(time);
    await pages.of(stretch, async () => page('hello', 1000));
    time.move(999);
    expect(pages.peek(stretch)).not.toBeNull();
    time.move(1);
    expect(pages.peek(stretch)).toBeNull();
    const got = await pages.of(stretch, async () => page('what is left'));
    expect(got.page?.with('c').toString()).toBe(shown('what is left'));
  });

  test('is another for another stretch, another chat, and a chat that now has the address of one of before', async () => {
    const pages = new SharedPages(clock);
    await pages.of(stretch, async () => page());
    const others = [{ question: '20..' }, { uri: 'kitchen' }, { chatId: 2 }];
    for (const [i, other] of others.entries()) {
      const asked = { ...stretch, ...other };
      expect(pages.peek(asked)).toBeNull();
      const got = await pages.of(asked, async () => page(`page ${i}`));
      expect(got.page?.with('c').toString()).toBe(shown(`page ${i}`));
    }
  });

  test('is made anew when something was passed over in its chat, also while it is read, and those of other chats are not', async () => {
    const pages = new SharedPages(clock);
    const other = { ...stretch, chatId: 2, uri: 'kitchen' };
    const moved = { ...stretch, uri: 'orchard' };
    for (const each of [stretch, other, moved]) await pages.of(each, async () => page());
    pages.forgetChat(1);
    expect([stretch, other, moved].map((each) => pages.peek(each) !== null)).toEqual([false, true, false]);
    const { read, waiting } = reads();
    const asked = pages.of(stretch, read);
    pages.forgetChat(1);
    waiting[0]?.resolve(page());
    expect((await asked).isCurrent).toBe(false);
    expect(pages.peek(stretch)).toBeNull();
  });

  test('that is none for all is looked for once', async () => {
    const pages = new SharedPages(clock);
    let count = 0;
    const none = async () => {
      count += 1;
      return null;
    };
    for (let i = 0; i < 3; i += 1) expect((await pages.of(stretch, none)).page).toBeNull();
    expect([count, pages.peek(stretch)]).toEqual([1, null]);
  });

  test('that could not be read is read anew', async () => {
    const pages = new SharedPages(clock);
    const fails = async () => {
      throw new Error('away');
    };
    await expect(pages.of(stretch, fails)).rejects.toThrow('away');
    expect((await pages.of(stretch, async () => page())).page).not.toBeNull();
  });

  test('carries the cursor that it is given each time', async () => {
    const pages = new SharedPages(clock);
    const { page: kept } = await pages.of(stretch, async () => page());
    for (const cursor of ['a', 'a', 'b', 'a'])
      expect(JSON.parse(kept?.with(cursor).toString() ?? '')).toMatchObject({ cursor });
  });
});

describe('what is kept', () => {
  const happened = (
    type: EventType,
    chatUri: string | null,
    scope: { chatId: number } | { userId: number },
  ) => logEvent({ id: 1, type, chatUri, chatId: null, userId: null, ...scope });

  test.each([
    ['a message', happened('message.created', 'garden', { chatId: 1 }), false],
    ['a message elsewhere', happened('message.created', 'kitchen', { chatId: 2 }), true],
    ['an address that was changed', happened('chat.updated', 'garden', { chatId: 1 }), false],
    ['the end of the chat, told to a person', happened('chat.deleted', 'garden', { userId: 3 }), false],
    ['the last one out, told to that one', happened('member.left', 'garden', { userId: 3 }), false],
    ['a new name of somebody', happened('user.updated', null, { userId: 3 }), false],
    ['a read marker', happened('read.updated', 'garden', { userId: 3 }), true],
    ['a token that ends', happened('token.revoked', null, { userId: 3 }), true],
  ])('after %s', async (_what, event, stays) => {
    const pages = new SharedPages(clock);
    await pages.of(stretch, async () => page());
    pages.apply([event]);
    expect(pages.peek(stretch) !== null).toBe(stays);
    expect(pages.weight > 0).toBe(stays);
  });

  test('is not what was being read when something happened: who asks after that has it read anew', async () => {
    const pages = new SharedPages(clock);
    const { read, waiting } = reads();
    const before = pages.of(stretch, read);
    pages.apply([happened('message.deleted', 'garden', { chatId: 1 })]);
    const after = pages.of(stretch, read);
    waiting[0]?.resolve(page('old'));
    expect(await before).toMatchObject({ isCurrent: false });
    expect(pages.peek(stretch)).toBeNull();
    waiting[1]?.resolve(page('new'));
    const got = await after;
    expect([got.isCurrent, got.page?.with('c').toString()]).toEqual([true, shown('new')]);
    expect(pages.peek(stretch)).toBe(got.page);
  });

  test('stays within its bytes, and what is dropped is read anew', async () => {
    const pages = new SharedPages(clock, 20_000);
    for (let i = 0; i < 50; i += 1) {
      const asked = { ...stretch, question: `${i}..` };
      await pages.of(asked, async () => page('x'.repeat(500)));
      expect(pages.weight).toBeLessThanOrEqual(20_000);
    }
    expect(pages.peek({ ...stretch, question: '49..' })).not.toBeNull();
    expect(pages.peek({ ...stretch, question: '0..' })).toBeNull();
    pages.apply([happened('message.created', 'garden', { chatId: 1 })]);
    expect(pages.weight).toBe(0);
  });
});
