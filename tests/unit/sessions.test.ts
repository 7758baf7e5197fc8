import { describe, expect, test } from 'vitest';
import { RequestFailure } from '../../web/net/failure.ts';
import { isOwnStep } from '../../web/store/session/own-step.ts';
import { refreshToken } from '../../web/store/session/refresh-token.ts';
import { alice, bob, createBrowser, dayMs, token } from './browser-tabs.ts';

describe('a token that the server refuses', () => {
  test('ends the session with its reason, and keeps what was being written', async () => {
    for (const [endsAtMs, ending] of [
      [101 * dayMs, 'expired'],
      [130 * dayMs, 'endedElsewhere'],
    ] as const) {
      const browser = createBrowser();
      const session = { ...token('old'), expires_at: new Date(endsAtMs).toISOString() };
      browser.logIn(session);
      const [tab, other] = [browser.openTab(), browser.openTab()];
      tab.drafts.change('garden', { text: 'half a thought' });
      browser.pass(2 * dayMs);
      expect(await tab.account.answerRefusal(session)).toBe(null);
      browser.tellTabs();
      for (const { state } of [tab, other]) {
        expect(state.session.value).toBe(null);
        expect(state.farewell.value).toBe(ending);
        expect(state.lastUser.value?.id).toBe(alice.id);
      }
      expect(browser.draftsOf(alice.id)).toContain('half a thought');
      expect(browser.openTab().state.farewell.value).toBe(ending);
    }
  });

  test('is no end when another tab has the next one, whether or not this one was told', async () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    const tab = browser.openTab();
    browser.logIn(token('new'));
    expect((await tab.account.answerRefusal(token('old')))?.token).toBe('new');
    expect(tab.state.session.value?.token).toBe('new');
    // The answer to an even older request comes last.
    expect((await tab.account.answerRefusal(token('older')))?.token).toBe('new');
    expect(tab.keeper.read()?.token).toBe('new');
  });

  test('is never asked again with somebody else’s', async () => {
    const browser = createBrowser();
    browser.logIn(token('alices'));
    const tab = browser.openTab();
    browser.logIn(token('bobs', bob));
    expect(await tab.account.answerRefusal(token('alices'))).toBe(null);
    expect(tab.keeper.read()?.token).toBe('bobs');
    expect(tab.state.session.value?.user.id).toBe(bob.id);
    expect(tab.state.isOwnStep.value).toBe(false);
  });
});

describe('logging out', () => {
  test('wipes what was being written, in every tab', () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    const [tab, other] = [browser.openTab(), browser.openTab()];
    tab.drafts.change('garden', { text: 'half a thought' });
    other.account.logOut();
    browser.tellTabs();
    for (const { state } of [tab, other]) expect(state.farewell.value).toBe('loggedOut');
    expect(tab.state.drafts.value.size).toBe(0);
    expect([...browser.kept.values()].join()).not.toMatch(/half a thought|Alice/);
    expect(browser.openTab().state.farewell.value).toBe('none');
  });

  test('wipes nothing of the one whose session ended before', async () => {
    const browser = createBrowser();
    browser.logIn(token('alices'));
    const tab = browser.openTab();
    tab.drafts.change('garden', { text: 'of alice' });
    await tab.account.answerRefusal(token('alices'));
    await tab.account.trade(async () => token('bobs', bob));
    expect(tab.state.drafts.value.size).toBe(0);
    tab.drafts.change('garden', { text: 'of bob' });
    tab.account.logOut();
    expect(browser.draftsOf(bob.id)).toBe('');
    await tab.account.trade(async () => token('alices next'));
    expect(tab.state.drafts.value.get('garden')?.text).toBe('of alice');
  });

  test('tells the server as soon as it can be reached, also from the next page', async () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    let isReachable = false;
    const told: string[] = [];
    const endToken = async (ended: string) => {
      if (!isReachable) throw new RequestFailure(0, 'unreachable');
      told.push(ended);
      return new Response();
    };
    const tab = browser.openTab({ endToken });
    tab.account.logOut();
    expect(browser.kept.get('holdline.unended')).toBe('["old"]');
    const next = browser.openTab({ endToken });
    next.unended.start();
    isReachable = true;
    await expect.poll(() => browser.kept.has('holdline.unended')).toBe(false);
    expect(new Set(told)).toEqual(new Set(['old']));
  });

  test('ends the token that is current, also in a tab that was not told of it', async () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    const told: string[] = [];
    const tab = browser.openTab({
      endToken: async (ended) => {
        told.push(ended);
        return new Response();
      },
    });
    browser.logIn(token('new'));
    tab.account.logOut();
    await expect.poll(() => told).toEqual(['new']);
  });

  test('while a refresh is under way lets nobody have the new token', async () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    const told: string[] = [];
    const expires_at = new Date(200 * dayMs).toISOString();
    const tab = browser.openTab({
      refresh: async () => {
        tab.account.logOut();
        return { token: 'new', expires_at };
      },
      endToken: async (ended) => {
        told.push(ended);
        return new Response();
      },
    });
    await tab.refresh();
    expect(tab.state.session.value).toBe(null);
    expect(tab.keeper.read()).toBe(null);
    await expect.poll(() => told).toEqual(['old', 'new']);
  });
});

describe('refreshing', () => {
  test('is done by one tab for all', async () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    let asked = 0;
    const refresh = async () => {
      asked += 1;
      return { token: `new ${asked}`, expires_at: new Date(200 * dayMs).toISOString() };
    };
    const tabs = [browser.openTab({ refresh }), browser.openTab({ refresh })];
    await Promise.all(tabs.map(({ refresh: ask }) => ask()));
    expect(asked).toBe(1);
    for (const { state } of tabs) expect(state.session.value?.token).toBe('new 1');
  });

  test('is not done again by a tab that learns the next token while the code for it is on its way', async () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    browser.pass(dayMs);
    const expires_at = new Date(200 * dayMs).toISOString();
    const first = browser.openTab({ refresh: async () => ({ token: 'new', expires_at }) });
    let asked = 0;
    const second = browser.openTab({
      refresh: async () => {
        asked += 1;
        return { token: 'newer', expires_at };
      },
    });
    let letCome = () => {};
    const held = new Promise<void>((resolve) => {
      letCome = resolve;
    });
    const end = new AbortController();
    const keeping = second.keepFresh(async () => {
      await held;
      return refreshToken;
    }, end.signal);
    await first.refresh();
    browser.tellTabs();
    expect(second.state.session.value?.token).toBe('new');
    letCome();
    // What follows upon the code has had its turn.
    await new Promise((resolve) => setImmediate(resolve));
    end.abort();
    await keeping;
    expect(asked).toBe(0);
    expect(second.state.session.value?.token).toBe('new');
  });

  test('that the API refuses ends the session; what a proxy says does not', async () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    let fields = {};
    const refresh = async () => {
      throw new RequestFailure(400, 'unknown', fields);
    };
    const tab = browser.openTab({ refresh });
    await expect(tab.refresh()).rejects.toThrow();
    expect(tab.state.session.value?.token).toBe('old');
    fields = { non_field_errors: ['Token is invalid or expired.'] };
    await expect(tab.refresh()).rejects.toThrow();
    expect(tab.state.farewell.value).toBe('endedElsewhere');
  });

  test('is not undone by a tab that renames its person without knowing of it', () => {
    const browser = createBrowser();
    browser.logIn(token('old'));
    const tab = browser.openTab();
    browser.logIn(token('new'));
    tab.account.renameMyself({ ...alice, display_name: 'Alice B.' });
    expect(tab.keeper.read()).toMatchObject({ token: 'new', user: { display_name: 'Alice B.' } });
  });
});

test.for([
  [null, 1, true],
  [null, undefined, true],
  [{ visitor: 1, isOutside: false }, 1, true],
  [{ visitor: 1, isOutside: true }, 1, false],
  [{ visitor: 1, isOutside: false }, 2, false],
] as const)('a page that opens with the mark %j is the own step of person %j: %j', ([mark, myId, is]) => {
  expect(isOwnStep(mark, myId)).toBe(is);
});
