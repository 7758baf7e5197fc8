import { createHmac } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { encode } from './payload.ts';
import type { Subscription } from './queries.ts';
import type { Payload } from './schemas.ts';
import type { PushService } from './services.ts';
import type { VapidKeys } from './vapid.ts';

/** Whom push services are to write to, and the keys that they know us by. */
export interface Sender extends VapidKeys {
  subject: string;
}

export interface Push {
  payload: Payload;
  /** To somebody, not only into a chat that they follow: devices are woken for it. */
  isUrgent: boolean;
  /** For so long it is worth telling, for devices that are off now. */
  ttlS: number;
}

/** What a push service said. */
export interface Answer {
  status: number;
  /** How long it asks to be left alone; null: it does not. */
  retryAfterMs: number | null;
}

/** For all of it: services answer within a second. */
const patienceMs = 10_000;
/** Of an answer nothing is read; one without an end is not waited for. */
const maxAnswerBytes = 64 * 1024;
/** Push services keep lines open for hours. */
const idleMs = 30_000;

export const atOnce = 8;

/** Carries pushes to one service, over lines that stay open. */
export class Line {
  readonly #agent: HttpAgent | RequestFilteringHttpsAgent;

  constructor(
    private readonly service: PushService,
    private readonly sender: Sender,
  ) {
    const options = { keepAlive: true, maxSockets: atOnce, timeout: idleMs };
    // Looks at the address that is connected to, whatever the name is said to be by then. In plain http the setting takes this machine alone.
    this.#agent =
      service.protocol === 'http:' ? new HttpAgent(options) : new RequestFilteringHttpsAgent(options);
  }

  /** Throws when there is no answer. No redirect is followed: it is an answer like any other. */
  async post(subscription: Subscription, push: Push): Promise<Answer> {
    const { endpoint, p256dh, auth } = subscription;
    const { subject, publicKey, privateKey } = this.sender;
    // The library is loaded by the first push.
    const { default: webPush } = await import('web-push');
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      encode(push.payload),
      {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: push.ttlS,
        urgency: push.isUrgent ? 'high' : 'normal',
        topic: topicOf(endpoint, push.payload.chat, privateKey),
        headers: { 'User-Agent': 'Holdline' },
      },
    );
    return this.#send(endpoint, headers, body);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(endpoint: string, headers: object, body: Buffer | null): Promise<Answer> {
    const request = this.service.protocol === 'http:' ? httpRequest : httpsRequest;
    return new Promise((resolve, reject) => {
      const sending = request(endpoint, {
        method: 'POST',
        headers: { ...headers },
        agent: this.#agent,
        signal: AbortSignal.timeout(patienceMs),
      });
      sending.on('error', reject);
      sending.on('response', (answer) => {
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > maxAnswerBytes) answer.destroy();
        });
        answer.on('error', reject);
        answer.on('close', () =>
          resolve({
            status: answer.statusCode ?? 0,
            retryAfterMs: retryAfterMs(answer.headers['retry-after'], Date.now()),
          }),
        );
      });
      sending.end(body);
    });
  }
}

/**
 * What is not delivered yet is replaced by what comes with the same topic, on that device. Of two devices in the same chat the service
 * learns nothing by it.
 */
function topicOf(endpoint: string, uri: string, key: string): string {
  return createHmac('sha256', key).update(`${endpoint} ${uri}`).digest('base64url').slice(0, 32);
}

/** Seconds or a date (RFC 9110, section 10.2.3). */
function retryAfterMs(said: string | undefined, nowMs: number): number | null {
  if (said === undefined) return null;
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000;
  const untilMs = Date.parse(said);
  return Number.isNaN(untilMs) ? null : Math.max(0, untilMs - nowMs);
}
