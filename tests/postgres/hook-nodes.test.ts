import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';
import { startReceiver } from '../support/hook-receiver.ts';
import { arranged, threePeople } from '../support/people.ts';
import { elsewhere, type Person } from '../support/person.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { until } from '../support/until.ts';

// Nodes are killed or stopped while they deliver: whoever has a hook is told everything, in order, and the bot answers each message once.

const kills = 3;

test('a hook is told every message in order, whichever node is killed while it delivers', async () => {
  const database = await createDatabase('postgres');
  const settings = { ...database.settings, HOOKS_HTTP: 'on', HOOKS_ALLOWED_ADDRESSES: '127.0.0.1' };
  const start = () =>
    startServerProcess({ ...settings, SECRET_KEY: 'a secret that all nodes of this test share' });
  const receiver = await startReceiver();
  receiver.answer = ({ event }) => ({
    headers: { 'content-type': 'text/plain' },
    body: `to ${event.data.message}`,
  });
  // The first delivers: it is alone when the hook is made.
  const nodes: ServerProcess[] = [await start()];
  const oldest = () => nodes[0] as ServerProcess;
  const { alice, bob, chat } = await threePeople(oldest());
  const made = await alice.post<{ user: { id: number } }>(`${chat.path}bots/`, { display_name: 'Echo' });
  const hook = `${chat.path}bots/${made.body.user.id}/hook/`;
  const { secret } = arranged(await alice.put<{ secret: string }>(hook, { url: receiver.url }), 201);

  const said: string[] = [];
  const say = async (by: Person) => {
    const message = `${said.length + 1}`;
    arranged(await by.post(chat.messages, { message }), 201);
    said.push(message);
  };
  const hasArrived = (message = said.at(-1)) =>
    until(() => receiver.texts.includes(message), { what: `${message} is delivered`, deadlineMs: 40_000 });

  await say(bob);
  await hasArrived();
  for (let i = 0; i < kills; i += 1) {
    nodes.push(await start());
    const [dying, next] = nodes as [ServerProcess, ServerProcess];
    const there = elsewhere(next, bob);
    for (let n = 0; n < 20; n += 1) await say(there);
    // It is in the middle of them.
    await until(() => receiver.deliveries.length > said.length - 15, { what: 'it delivers' });
    await dying.stop('SIGKILL');
    nodes.shift();
    for (let n = 0; n < 5; n += 1) await say(there);
    await hasArrived();
  }

  const firsts = [...new Set(receiver.texts)];
  expect(firsts).toEqual(said);
  // Again comes only what was under way when a node died, or was taken and not yet stored.
  expect(receiver.texts.length - said.length).toBeLessThanOrEqual(kills);
  const verifying = new Webhook(secret);
  for (const { body, headers } of receiver.deliveries)
    verifying.verify(body, headers as Record<string, string>);
  const last = elsewhere(oldest(), bob);
  const answers = await until(
    async () => {
      const { body } = await last.get<{ messages: { message: string; user: { is_bot: boolean } }[] }>(
        `${chat.messages}?limit=200`,
      );
      return body.messages.flatMap(({ message, user }) => (user.is_bot ? [message] : []));
    },
    { what: 'each is answered', is: ({ length }) => length >= said.length },
  );
  expect(answers.toSorted()).toEqual(said.map((message) => `to ${message}`).toSorted());

  // Nobody answers any more, and a node that is told to stop waits for none of it: the next one asks again.
  receiver.answer = () => null;
  await say(last);
  await hasArrived();
  expect(await oldest().stop()).toEqual({ code: 0, signal: null });
  const count = receiver.deliveries.length;
  receiver.answer = () => ({ status: 204 });
  const next = await start();
  await receiver.reached(count + 1);
  expect(receiver.texts.at(-1)).toBe(said.at(-1));
  await next.stop();
  await receiver.stop();
  await database.drop();
}, 180_000);
