import { beforeAll, beforeEach } from 'vitest';
import { type Receiver, startReceiver } from '../support/hook-receiver.ts';
import { type Cast, startChat, threePeople } from '../support/people.ts';
import type { Person } from '../support/person.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import type { Message } from './wire.ts';

export interface Hook {
  url: string;
  events: string[];
  state: string;
  paused_by: string | null;
  failing_since: string | null;
  next_try_at: string | null;
  secret: string;
}

export interface Attempt {
  event: string;
  type: string;
  status: number | null;
  problem: string | null;
  ms: number;
  answer: string | null;
}

/** For each test a chat of alice's with bob and a bot, and a receiver that its hook may lead to; a server and its people for all of a file. */
export class HookStage {
  server!: TestServer;
  cast!: Cast;
  receiver!: Receiver;
  bot!: { id: number; username: string; path: string; hook: string };

  constructor() {
    beforeAll(async () => {
      this.server = await startTestServer({
        HOOKS_HTTP: 'on',
        HOOKS_ALLOWED_ADDRESSES: '127.0.0.1, 10.1.0.0/16',
      });
      this.cast = await threePeople(this.server);
      return () => this.server.stop();
    });
    beforeEach(async () => {
      this.receiver = await startReceiver();
      const { alice, bob } = this.cast;
      const chat = await startChat(alice, bob);
      this.cast = { ...this.cast, chat, path: chat.path };
      const { id, username } = await this.makeBot('Echo');
      this.bot = { id, username, path: `${chat.path}bots/${id}/`, hook: `${chat.path}bots/${id}/hook/` };
      return async () => {
        await alice.delete(chat.path);
        await this.receiver.stop();
      };
    });
  }

  async makeBot(name: string): Promise<{ id: number; username: string; key: string }> {
    const { alice, chat } = this.cast;
    const made = await alice.post<{ user: { id: number; username: string }; key: string }>(
      `${chat.path}bots/`,
      { display_name: name },
    );
    return { ...made.body.user, key: made.body.key };
  }

  put(body: object = {}, by: Person = this.cast.alice) {
    return by.put<Hook>(this.bot.hook, { url: this.receiver.url, ...body });
  }

  async shown(): Promise<Hook> {
    return (await this.cast.alice.get<Hook>(this.bot.hook)).body;
  }

  isIn(state: string): Promise<Hook> {
    return until(() => this.shown(), { what: `it is ${state}`, is: (hook) => hook.state === state });
  }

  async attempts(): Promise<Attempt[]> {
    return (await this.cast.alice.get<Attempt[]>(`${this.bot.hook}attempts/`)).body;
  }

  resume(body: object = {}) {
    return this.cast.alice.post<Hook>(`${this.bot.hook}resume/`, body);
  }

  async say(message: string, more: object = {}, by: Person = this.cast.bob): Promise<Message> {
    return (await by.post<Message>(this.cast.chat.messages, { message, ...more })).body;
  }

  async history(by: Person = this.cast.bob): Promise<Message[]> {
    return (await by.get<{ messages: Message[] }>(this.cast.chat.messages)).body.messages;
  }

  /** The first message that begins so, once it is there. */
  async untilSaid(start: string): Promise<Message | undefined> {
    const look = async () => (await this.history()).find(({ message }) => message?.startsWith(start));
    return until(look, { what: `"${start}" is said` });
  }
}
