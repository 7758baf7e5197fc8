import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { PushApiModel, SubscriptionExpiredError } from 'web-push-testing/src/PushApiModel.js';
import { until } from './until.ts';

export interface TakenPush {
  headers: IncomingHttpHeaders;
  /** As the device reads it. */
  payload: Record<string, unknown>;
}

/** A browser that wants to be told. */
export interface Device {
  /** What the browser gives to the page. */
  json: { endpoint: string; keys: { p256dh: string; auth: string } };
  taken: TakenPush[];
  /** The first that it is told after those that were waited for, once it is there. */
  next(): Promise<TakenPush>;
  /** From now on its address is gone. */
  expire(): void;
}

export interface PushService {
  /** For PUSH_SERVICES. */
  url: string;
  subscribe(applicationServerKey: string): Promise<Device>;
  /** The next tries are answered so, and taken by nobody. */
  refuse(times: number, status: number, headers?: Record<string, string>): void;
  /** Tries from now on wait for their answer, which is then a refusal, and are taken by nobody. */
  hold(): HeldTries;
  /** Tries that were refused. */
  refused: number;
  stop(): Promise<void>;
}

export interface HeldTries {
  /** So many wait. */
  readonly count: number;
  /** Answers them, and holds no more. */
  refuse(status: number, headers?: Record<string, string>): void;
}

/** A push service in plain http on this machine, which does with what it is sent what those of browsers do. */
export async function startPushService(): Promise<PushService> {
  const model = new PushApiModel();
  const devices = new Map<string, Device>();
  const refusals: { status: number; headers: Record<string, string> }[] = [];
  let holding: ServerResponse[] | null = null;
  const server = createServer(async (req, res) => {
    const hash = req.url?.split('/').at(-1) ?? '';
    const body = await buffer(req);
    if (holding) return holding.push(res);
    const refusal = refusals.shift();
    if (refusal) {
      service.refused += 1;
      return res.writeHead(refusal.status, refusal.headers).end();
    }
    const { headers } = req;
    const { authorization, ttl, 'content-encoding': encoding } = headers as Record<string, string>;
    try {
      await model.handleNotification(hash, { encoding, authorization, ttl }, body);
      const said = model.getNotifications({ clientHash: hash }).messages.at(-1) ?? '';
      devices.get(hash)?.taken.push({ headers, payload: JSON.parse(said) });
      res.writeHead(201).end();
    } catch (error) {
      res.writeHead(error instanceof SubscriptionExpiredError ? 410 : 400).end(String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  model.notifyUrl = `${url}/notify/`;
  const service: PushService = {
    url,
    refused: 0,
    refuse: (times, status, headers = {}) => refusals.push(...Array(times).fill({ status, headers })),
    hold() {
      const held: ServerResponse[] = [];
      holding = held;
      return {
        get count() {
          return held.length;
        },
        refuse(status, headers = {}) {
          holding = null;
          for (const res of held) res.writeHead(status, headers).end();
        },
      };
    },
    async subscribe(applicationServerKey) {
      const { clientHash, ...json } = await model.subscribe({
        userVisibleOnly: 'true',
        applicationServerKey,
      });
      const taken: TakenPush[] = [];
      let waitedFor = 0;
      const device: Device = {
        json,
        taken,
        expire: () => model.expireSubscription(clientHash),
        async next() {
          const found = await until(async () => taken[waitedFor], { what: 'the device is told something' });
          if (!found) throw new Error('It was there a moment ago.');
          waitedFor += 1;
          return found;
        },
      };
      devices.set(clientHash, device);
      return device;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return service;
}
