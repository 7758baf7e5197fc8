import { describe, expect, test } from 'vitest';
import { RequestFailure } from '../../web/net/failure.ts';
import type { Session } from '../../web/net/wire.ts';
import type { Outgoing } from '../../web/store/outbox/outbox.ts';
import { alice, bob, createBrowser, token } from './browser-tabs.ts';
import { createMessage } from './messages.ts';

const refused = new RequestFailure(401, 'token_not_valid');

const unsent: Outgoing = {
  clientId: 'key',
  uri: 'garden',
  text: 'not sent yet',
  to: null,
  authorId: alice.id,
  writtenAt: '2026-11-21T09:00:00.000Z',
  state: 'sending',
  reason: null,
};

/** Alice is logged in, in two tabs of one browser. */
function openTwo(session: object = token('first')) {
  const browser = createBrowser();
  browser.logIn(session);
  return { browser, tab: browser.openTab(), other: browser.openTab() };
}

describe('coming in', () => {
  test('is for all tabs, and the one that was asked to is the one that may join', async () => {
    const browser = createBrowser();
    const [tab, other] = [browser.openTab(), browser.openTab()];
    other.state.isOwnStep.value = true;
    await tab.account.trade(async (before) => {
      expect(before).toBe(null);
      return token('first');
    });
    browser.tellTabs();
    for (const { state } of [tab, other]) expect(state.session.value?.user.id).toBe(alice.id);
    expect(tab.state.isOwnStep.value).toBe(true);
    expect(other.state.isOwnStep.value).toBe(false);
    expect(tab.state.farewell.value).toBe('none');
  });

  test('that fails leaves everything as it was, and says why', async () => {
    const browser = createBrowser();
    const tab = browser.openTab();
    const wrong = new RequestFailure(400, 'invalid');
    await expect(tab.account.trade(() => Promise.reject(wrong))).rejects.toBe(wrong);
    expect(tab.state.session.value).toBe(null);
    expect(tab.keeper.read()).toBe(null);
  });
});

describe('another token for the same person', () => {
  test('is asked for with the one that there is, and what was refused meanwhile is asked again with it', async () => {
    const { tab } = openTwo();
    let refusal: Promise<Session | null> | null = null;
    await tab.account.trade(async (before) => {
      expect(before).toBe('first');
      // The server ends the old one a moment before we know the next.
      refusal = tab.account.answerRefusal(token('first'));
      return token('second');
    });
    expect(await refusal).toMatchObject({ token: 'second' });
    expect(tab.state.session.value?.token).toBe('second');
  });

  test('that is refused as well ends the session; a server without an answer does not', async () => {
    for (const [failure, ends] of [
      [refused, true],
      [new RequestFailure(0, 'unreachable'), false],
      [new RequestFailure(503, 'busy'), false],
    ] as const) {
      const { tab } = openTwo();
      await expect(tab.account.trade(() => Promise.reject(failure))).rejects.toBe(failure);
      expect(tab.state.session.value === null).toBe(ends);
    }
  });

  test('that fails by a fault of ours is told and ends nothing', async () => {
    const { tab } = openTwo();
    const fault = new TypeError('a bug');
    await expect(tab.account.trade(() => Promise.reject(fault))).rejects.toBe(fault);
    expect(tab.state.session.value?.token).toBe('first');
    // Whoever comes next has its turn.
    await tab.account.trade(async () => token('second'));
    expect(tab.state.session.value?.token).toBe('second');
  });
});

describe('the question before a log-out', () => {
  test('is asked where something would be lost for good, and nowhere else', () => {
    const guest = { ...token('first'), user: { ...alice, is_guest: true } };
    for (const [session, isWriting, asks] of [
      [token('first'), false, false],
      [token('first'), true, true],
      [guest, false, true],
    ] as const) {
      const { tab } = openTwo(session);
      if (isWriting) tab.outbox.change(() => [unsent]);
      let isDone = false;
      tab.account.askToLogOut('everywhere', () => {
        isDone = true;
      });
      expect(tab.state.leaving.value).toBe(asks ? 'everywhere' : null);
      expect(isDone).toBe(!asks);
    }
  });

  test('goes away with the session', () => {
    const { tab } = openTwo();
    tab.outbox.change(() => [unsent]);
    tab.account.askToLogOut('here', tab.account.logOut);
    tab.account.logOut();
    expect(tab.state.leaving.value).toBe(null);
    expect(tab.state.path.value).toBe('/');
  });
});

describe('leaving for good', () => {
  test('wipes what was written, in all tabs, and leaves no name', async () => {
    const { browser, tab, other } = openTwo();
    tab.outbox.change(() => [unsent]);
    tab.drafts.change('garden', { text: 'half a thought' });
    tab.state.broadcasts.value = [createMessage()];
    tab.state.left.value = new Set(['garden']);
    await tab.account.leaveBy('deleted', async (sent) => expect(sent).toBe('first'));
    browser.tellTabs();
    expect([...browser.kept.values()].join()).not.toMatch(/not sent yet|half a thought|Alice/);
    for (const { state } of [tab, other]) {
      expect(state.session.value).toBe(null);
      expect(state.farewell.value).toBe('deleted');
    }
    expect(tab.state.broadcasts.value).toEqual([]);
    expect(tab.state.left.value.size).toBe(0);
  });

  test('that the server refuses wipes nothing', async () => {
    const { browser, tab } = openTwo();
    tab.drafts.change('garden', { text: 'half a thought' });
    const wrong = new RequestFailure(400, 'invalid', { current_password: ['Wrong.'] });
    await expect(tab.account.leaveBy('deleted', () => Promise.reject(wrong))).rejects.toBe(wrong);
    expect(tab.state.session.value?.token).toBe('first');
    expect(browser.draftsOf(alice.id)).toContain('half a thought');
  });
});

describe('what another tab does', () => {
  test('is followed: its log-in as somebody else shows that one, and joins nothing', async () => {
    const { browser, tab, other } = openTwo();
    other.account.logOut();
    await other.account.trade(async () => token('bobs', bob));
    browser.tellTabs();
    expect(tab.state.session.value?.user.id).toBe(bob.id);
    expect(tab.state.isOwnStep.value).toBe(false);
  });

  test('a newer token of the same person changes nothing but the token', async () => {
    const { browser, tab, other } = openTwo();
    await other.account.trade(async () => token('second'));
    browser.tellTabs();
    expect(tab.state.session.value?.token).toBe('second');
    expect(tab.state.isOwnStep.value).toBe(true);
  });

  test('a tab without a session has nothing to end', () => {
    const browser = createBrowser();
    const tab = browser.openTab();
    browser.tellTabs();
    expect(tab.state.farewell.value).toBe('none');
    expect(tab.state.lastUser.value).toBe(null);
  });
});

test('the log’s word on oneself is kept, and its word on others is not', () => {
  const { tab } = openTwo();
  tab.account.renameMyself({ ...bob, display_name: 'Bobby' });
  expect(tab.state.session.value?.user.display_name).toBe('Alice');
  tab.account.renameMyself({ ...alice, display_name: 'Alicia' });
  expect(tab.state.session.value).toMatchObject({ token: 'first', user: { display_name: 'Alicia' } });
  expect(tab.keeper.read()?.user.display_name).toBe('Alicia');
});
