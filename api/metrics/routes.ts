import { createHash, timingSafeEqual } from 'node:crypto';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { AuthenticationFailed, NotFound } from '../http/errors.ts';
import { type Route, route } from '../http/route.ts';
import type { Services } from '../services.ts';
import { tokenIn } from '../tokens/authenticate.ts';
import { exposition } from './exposition.ts';
import { figuresOf, type Watched } from './figures.ts';

const textFormat = 'text/plain; version=0.0.4; charset=utf-8';

/** For Prometheus and what speaks like it (api/README.md section 7). */
export function metricsRoutes(services: Watched & Pick<Services, 'config'>): Route[] {
  const { metricsToken } = services.config;
  let registry: Promise<Registry> | undefined;
  return [
    route({
      method: 'get',
      path: '/metrics/',
      summary: 'What this node has done and how it is, for Prometheus',
      description:
        "In Prometheus' text format, for who sends the server's `METRICS_TOKEN`. Without that " +
        'setting: 404.',
      auth: 'none',
      ownToken: 'Metrics',
      price: 'health',
      produces: ['text/plain'],
      answers: { 200: z.string() },
      refuses: [401, 404],
      async handle({ ctx }) {
        if (metricsToken === null) throw new NotFound();
        if (!isSame(tokenIn(ctx.get('Authorization')) ?? '', metricsToken)) throw new AuthenticationFailed();
        registry ??= watchProcess();
        const ofProcess = await (await registry).metrics();
        const body = Buffer.from(exposition(figuresOf(services)) + ofProcess);
        return { status: 200, body, headers: { 'Content-Type': textFormat } };
      },
    }),
  ];
}

/** Memory, garbage and how late the event loop is. From the first time that somebody asks, as to watch the loop takes a timer. */
async function watchProcess(): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, token: string): boolean {
  const [one, other] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
