import { batch, signal } from '@preact/signals-core';
import { expect, test } from 'vitest';
import { followAddress } from '../../web/store/follow-address.ts';
import { followSession } from '../../web/store/session/follow-session.ts';
import { createState } from '../../web/store/state.ts';
import { when } from '../../web/store/when.ts';
import { createWorld, putChats, putPresence } from '../../web/store/world/world.ts';
import { alice, bob, token } from './browser-tabs.ts';
import { chat } from './known-world.ts';

// What the page makes of signals; that they are one is the library's to promise.

const never = new AbortController().signal;

function newState(path = '/') {
  return createState({ session: null, end: null, path, isOwnStep: true });
}

/** Whom the session was followed as, with a minus for each that was ended. */
function followed(state: ReturnType<typeof newState>): string[] {
  const log: string[] = [];
  followSession(state, (userId) => {
    log.push(`${userId}`);
    return () => log.push(`-${userId}`);
  });
  return log;
}

test('what goes on for one person ends before it begins for the next, and a new token of theirs is no news', () => {
  const state = newState();
  const log = followed(state);
  state.session.value = token('alices');
  state.session.value = token('alices next');
  state.session.value = token('bobs', bob);
  expect(log).toEqual(['null', '-null', `${alice.id}`, `-${alice.id}`, `${bob.id}`]);
});

test('changes that are made together are followed once, and whole', () => {
  const state = newState();
  const log = followed(state);
  batch(() => {
    state.session.value = token('alices');
    state.session.value = token('bobs', bob);
    expect(log).toEqual(['null']);
  });
  expect(log).toEqual(['null', '-null', `${bob.id}`]);
});

test('a visit ends when one goes elsewhere, and not by what it changes itself', () => {
  const state = newState('/chats/garden/');
  const visits: { uri: string; signal: AbortSignal }[] = [];
  const end = followAddress(state, async (uri, _, signal) => {
    visits.push({ uri, signal });
    state.visit.value = { stage: 'opening', uri };
    state.world.value = createWorld(alice.id);
  });
  expect(visits.map(({ uri, signal }) => [uri, signal.aborted])).toEqual([['garden', false]]);
  state.path.value = '/chats/pond/';
  expect(visits.map(({ uri, signal }) => [uri, signal.aborted])).toEqual([
    ['garden', true],
    ['pond', false],
  ]);
  state.path.value = '/';
  expect(state.visit.value).toBe(null);
  state.path.value = '/chats/garden/';
  end();
  expect(visits.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
  state.path.value = '/chats/pond/';
  expect(visits).toHaveLength(3);
});

test('a wait ends with the first value that will do, with the one at hand, or with its signal', async () => {
  const count = signal(0);
  const reached = when(count, (value) => value === 2, never);
  for (const next of [1, 2, 3]) count.value = next;
  await reached;
  await when(count, (value) => value === 3, never);
  const over = new AbortController();
  const ended = when(count, (value) => value === 9, over.signal);
  over.abort();
  await ended;
  await when(count, () => false, over.signal);
});

test('a wait that is over follows nothing any more', async () => {
  const count = signal(0);
  let looks = 0;
  const look = (value: number) => {
    looks += 1;
    return value >= 1;
  };
  const reached = when(count, look, never);
  count.value = 1;
  await reached;
  count.value = 2;
  expect(looks).toBe(2);
  await when(count, look, never);
  count.value = 3;
  expect(looks).toBe(3);
});

test('the list of chats keeps its identity while only presence changes', () => {
  const state = newState();
  const world = { ...createWorld(alice.id), isListed: true };
  state.world.value = world;
  const { value: chats } = state.chats;
  expect(chats).toEqual([]);
  state.world.value = putPresence(world, { garden: { online: ['bob'], online_count: 1, typing: [] } });
  expect(state.chats.value).toBe(chats);
});

test('nothing counts as unread of the chat that is looked at', () => {
  const state = newState();
  const chats = [
    { ...chat, id: 1, uri: 'garden', unread: 3 },
    { ...chat, id: 2, uri: 'pond', unread: 4 },
  ];
  state.world.value = putChats(createWorld(alice.id), chats);
  expect(state.unread.value).toBe(7);
  state.attended.value = 'garden';
  expect(state.unread.value).toBe(4);
});
