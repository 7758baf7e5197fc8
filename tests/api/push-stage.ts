import { test as plainTest } from 'vitest';
import { arranged, newName } from '../support/people.ts';
import { type Person, signUp } from '../support/person.ts';
import { type Device, startPushService } from '../support/push-service.ts';
import { startTestServer } from '../support/server.ts';

interface PushState {
  public_key: string;
  subscriptions: { service: string; created_at: string }[];
}

export const metricsToken = 'whoever-reads-the-figures';

/** One server that pushes, and the service that takes it, which reads it as the device would. */
export const test = plainTest
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs off this pattern.
  .extend('service', { scope: 'file' }, async ({}, { onCleanup }) => {
    const service = await startPushService();
    onCleanup(() => service.stop());
    return service;
  })
  .extend('server', { scope: 'file' }, async ({ service }, { onCleanup }) => {
    const server = await startTestServer({
      VAPID_SUBJECT: 'mailto:chat@example.org',
      PUSH_SERVICES: `${service.url} push.example.org *.push.example.com`,
      METRICS_TOKEN: metricsToken,
    });
    onCleanup(() => server.stop());
    return server;
  })
  .extend(
    'come',
    ({ server }) =>
      (name: string) =>
        signUp(server, newName(name)),
  )
  /** A device of this person's, on which they are told. */
  .extend('subscribe', ({ service }) => async (person: Person): Promise<Device> => {
    const device = await service.subscribe((await stateOf(person)).public_key);
    arranged(await person.put('/api/push/', device.json), 201);
    return device;
  });

export const stateOf = async (person: Person) => arranged(await person.get<PushState>('/api/push/'), 200);
