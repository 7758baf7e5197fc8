import { type Aviary, type Cage, hatch, say } from './aviary.ts';
import { makeBot, withKey } from './bots.ts';
import { type Receiver, startReceiver } from './hook-receiver.ts';
import { arranged, startChat } from './people.ts';
import { type Person, signUp } from './person.ts';
import { type Device, type PushService, startPushService } from './push-service.ts';
import { until } from './until.ts';

/** Where a text goes to who does not ask: a receiver of hooks, and a push service. */
export interface Outside {
  receiver: Receiver;
  service: PushService;
  /** For a server whose hooks and pushes go there. */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

export async function startOutside(): Promise<Outside> {
  const [receiver, service] = await Promise.all([startReceiver(), startPushService()]);
  const settings = {
    HOOKS_HTTP: 'on',
    HOOKS_ALLOWED_ADDRESSES: '127.0.0.1',
    VAPID_SUBJECT: 'mailto:chat@example.org',
    PUSH_SERVICES: service.url,
  };
  const stop = async () => {
    await Promise.all([receiver.stop(), service.stop()]);
  };
  return { receiver, service, settings, stop };
}

/** A device of this person's, on which they are told. */
export async function subscribe({ service }: Outside, person: Person): Promise<Device> {
  const { public_key } = arranged(await person.get<{ public_key: string }>('/api/push/'), 200);
  const device = await service.subscribe(public_key);
  arranged(await person.put('/api/push/', device.json), 201);
  return device;
}

/** All that a device was told, as it reads it. */
export const toldTo = ({ taken }: Device): string => JSON.stringify(taken.map(({ payload }) => payload));

/** A chat with a bot that has a hook, and with somebody who has no page open and a device. */
export interface Exits {
  bot: Person;
  device: Device;
  /** From now on nothing is delivered, until `catchUp`. */
  fallBehind(): Promise<void>;
  /** Whatever is delivered of all that happened since, put together. By then the device, too, was told of it. */
  catchUp(): Promise<string>;
  /** What the receiver answered, as far as it is shown to who runs the chat: each answer repeats all canaries that it was told. */
  answers(): Promise<string[]>;
}

const hookEvents = ['message.created', 'message.updated', 'message.deleted', 'message.pinned']
  .concat(['message.unpinned', 'reaction.added', 'reaction.removed', 'member.joined', 'member.left'])
  .concat(['member.updated', 'chat.updated']);

export async function openExits(aviary: Aviary, outside: Outside): Promise<Exits> {
  const { server, people, chats } = aviary;
  const { receiver } = outside;
  const keeper = await signUp(server, hatch(aviary));
  const sleeper = await signUp(server, hatch(aviary));
  const chat = await startChat(keeper, sleeper, ...people);
  const { user, key } = await makeBot(keeper, chat);
  const bot: Person = {
    ...withKey(server, key),
    username: user.username,
    password: '',
    token: key,
    user,
  };
  const hook = `${chat.path}bots/${user.id}/hook/`;
  arranged(await keeper.put(hook, { url: receiver.url, events: hookEvents }), 201);
  const device = await subscribe(outside, sleeper);
  const cage: Cage = { path: chat.path, members: new Set([...people, sleeper, bot, keeper]), messages: [] };
  chats.push(cage);
  const sayPlainly = async (message: string) => arranged(await keeper.post(chat.messages, { message }), 201);
  const repeat = ({ body }: { body: string }) => ({ body: (body.match(/zq\w+z/g) ?? []).join(' ') });
  receiver.answer = repeat;
  const answers = async () => {
    const attempts = arranged(await keeper.get<{ answer: string | null }[]>(`${hook}attempts/`), 200);
    return attempts.flatMap(({ answer }) => answer ?? []);
  };
  let times = 0;
  return {
    bot,
    device,
    async fallBehind() {
      receiver.answer = () => ({ status: 410 });
      await sayPlainly('The receiver is gone');
      await until(async () => (await keeper.get<{ state: string }>(hook)).body.state, {
        what: 'the hook is paused',
        is: (state) => state === 'paused',
      });
      // Of these each has one at least, whatever chance does: one that the hook may tell, and one for the device to be silent about.
      for (const to of [bot, sleeper]) await say(aviary, keeper, { cage, to });
    },
    async catchUp() {
      times += 1;
      const last = `@${sleeper.username}, that was all of ${times}`;
      await sayPlainly(last);
      receiver.deliveries.length = 0;
      receiver.answer = repeat;
      arranged(await keeper.post(`${hook}resume/`, {}), 200);
      await until(() => receiver.texts.includes(last), {
        what: 'the hook tells the last',
        deadlineMs: 20_000,
      });
      await until(() => toldTo(device).includes(last), { what: 'the device is told the last' });
      // Whom it names goes by no other name, so it stays.
      await until(answers, {
        what: 'the answer to the last is shown',
        is: ([newest]) => newest?.includes(sleeper.username) ?? false,
      });
      return receiver.deliveries.map(({ body }) => body).join('\n');
    },
    answers,
  };
}
