import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import type { CountBytes } from '../door/bodies-in-flight.ts';
import { ParseError, PayloadTooLarge } from '../errors.ts';

const endedEarly = 'The request body ended early.';

const takenBefore = new WeakMap<IncomingMessage, Buffer>();

/** For whoever has taken all of a body and does not answer: `readBytes` gives it to the next one. */
export function handOn(req: IncomingMessage, bytes: Buffer): void {
  takenBefore.set(req, bytes);
}

/**
 * The request's body as it came, at most `maxBytes` of it. Throws 413 beyond, 400 for one that ends early, 503 when too much
 * is in flight. Who asked before sending (Expect: 100-continue) is told to go on here, where all that can be refused without
 * the body has been.
 */
export async function readBytes(ctx: Context, maxBytes: number): Promise<Buffer> {
  const declared = Number(ctx.get('Content-Length') || 0);
  if (declared > maxBytes) throw new PayloadTooLarge(maxBytes);
  const { openBody } = ctx.state as { openBody?: () => CountBytes };
  const count = openBody?.();
  if (/^100-continue$/i.test(ctx.get('Expect'))) ctx.res.writeContinue();
  const { req } = ctx;
  const taken = takenBefore.get(req);
  count?.(taken?.length ?? 0);
  if (taken) return taken;
  // Its end would not be heard a second time.
  if (req.destroyed || req.readableEnded) throw new ParseError(endedEarly);
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const stop = (error: Error) => {
      req.off('data', take).off('end', end).off('close', hungUp);
      // Left paused, what still comes would block the next request on the same connection.
      req.resume();
      reject(error);
    };
    const take = (part: Buffer) => {
      size += part.length;
      if (size > maxBytes) return stop(new PayloadTooLarge(maxBytes));
      try {
        count?.(part.length);
      } catch (error) {
        return stop(error as Error);
      }
      parts.push(part);
    };
    const end = () => {
      req.off('close', hungUp);
      resolve(Buffer.concat(parts));
    };
    const hungUp = () => stop(new ParseError(endedEarly));
    req.on('data', take).once('end', end).once('close', hungUp).on('error', hungUp);
  });
}
