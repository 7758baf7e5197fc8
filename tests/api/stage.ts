import { expect, test as plainTest } from 'vitest';
import { arranged, type ChatPath, startChat } from '../support/people.ts';
import { anonymous, type Person, type Reply, signUp } from '../support/person.ts';
import { startTestServer } from '../support/server.ts';
import type { FieldErrors, History, Message, Sent } from './wire.ts';

/**
 * The stage on which the contract tests play: one server and one cast per file, one fresh chat per test. Alice owns
 * that chat, bob is its member, carol is outside, and nobody is not even logged in.
 */
export const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer();
    onCleanup(() => server.stop());
    return server;
  })
  .extend('alice', { scope: 'file' }, ({ server }) => signUp(server, 'alice'))
  .extend('bob', { scope: 'file' }, ({ server }) => signUp(server, 'bob'))
  .extend('carol', { scope: 'file' }, ({ server }) => signUp(server, 'carol'))
  .extend('nobody', { scope: 'file' }, ({ server }) => anonymous(server))
  .extend('chat', ({ alice, bob }) => startChat(alice, bob));

export async function send(author: Person, chat: ChatPath, text: string): Promise<Sent> {
  return arranged(await author.post<Sent>(chat.messages, { message: text }), 201);
}

/** The messages that this reader sees, oldest first. */
export async function history(reader: Person, chat: ChatPath, query = ''): Promise<Message[]> {
  return arranged(await reader.get<History>(chat.messages + query), 200).messages;
}

export async function promote(owner: Person, chat: ChatPath, member: Person): Promise<void> {
  arranged(await owner.patch(`${chat.path}members/${member.username}/`, { role: 'moderator' }), 200);
}

/** The sentences of a 400, by field. */
export function refusedFields(reply: Reply<unknown>): FieldErrors {
  expect(reply.status, reply.text).toBe(400);
  const { code: _, ...fields } = reply.body as FieldErrors;
  return fields;
}
