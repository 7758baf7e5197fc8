import type { IncomingMessage } from 'node:http';
import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import type { Middleware } from 'koa';
import type { Config } from '../../process/config.ts';

/** What a span says of a request, by the semantic conventions of OpenTelemetry for HTTP (1.23), and two words of ours. */
interface Asked {
  route?: string;
  requestId?: string;
  isHeld?: boolean;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * A span for each request of the long way, under which what it does has its own. It has no path, query or name in it, as they let in whoever
 * reads them, though the conventions ask for the path. The trace of a proxy goes on here where the proxy is trusted, and nobody else's.
 */
export function requestSpans(tracer: Tracer, { trustedProxies }: Pick<Config, 'trustedProxies'>): Middleware {
  return (ctx, next) => {
    const isKnown = methods.has(ctx.method);
    const from = trustedProxies > 0 ? traceOf(ctx.req) : ROOT_CONTEXT;
    const attributes = { 'http.request.method': isKnown ? ctx.method : '_OTHER' };
    const span = tracer.startSpan(isKnown ? ctx.method : 'HTTP', { kind: SpanKind.SERVER, attributes }, from);
    const end = () => {
      const { route, requestId, isHeld = false } = ctx.state as Asked;
      const { statusCode } = ctx.res;
      const said: Attributes = { 'http.response.status_code': statusCode, 'holdline.poll.held': isHeld };
      if (requestId) said['holdline.request_id'] = requestId;
      if (route && route !== 'other') {
        said['http.route'] = route;
        span.updateName(`${attributes['http.request.method']} ${route}`);
      }
      if (statusCode >= 500) {
        said['error.type'] = `${statusCode}`;
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.setAttributes(said).end();
    };
    // However it ends, also by whoever hangs up.
    ctx.res.once('close', end);
    return context.with(trace.setSpan(from, span), next);
  };
}

const names = ['traceparent', 'tracestate'];

/** By W3C's headers alone: baggage would be texts of anybody's. */
function traceOf({ headers }: IncomingMessage): Context {
  return propagation.extract(ROOT_CONTEXT, headers, {
    keys: () => names,
    get: (carrier, name) => (names.includes(name) ? carrier[name] : undefined),
  });
}
