import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import {
  type Attributes,
  type Context,
  type ContextManager,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  type SpanOptions,
  type SpanStatus,
  type TextMapPropagator,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';

/** A span that has ended, as whoever looks for spans would have it. */
export interface Recorded {
  name: string;
  id: string;
  traceId: string;
  /** Null: the first of its trace. */
  parentId: string | null;
  attributes: Attributes;
  /** The ids of those it is linked to. */
  links: string[];
  status: SpanStatus | null;
}

/**
 * Registers as little of an SDK as the server needs, for all of this process: spans that are kept, the context over what is asynchronous, W3C's
 * header. `stop` takes it away, so that servers that start later have none.
 */
export function recordSpans(): { spans: Recorded[]; stop(): void } {
  const spans: Recorded[] = [];
  context.setGlobalContextManager(contextManager());
  propagation.setGlobalPropagator(traceparent);
  const tracer: Tracer = {
    startSpan: (name, options, from = context.active()) => new OpenSpan({ name, options, from }, spans),
    startActiveSpan: () => {
      throw new Error('The server makes no span in this way.');
    },
  };
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
  return {
    spans,
    stop() {
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
}

class OpenSpan implements Span {
  readonly #recorded: Recorded;
  readonly #spans: Recorded[];

  constructor(
    { name, options = {}, from }: { name: string; options: SpanOptions | undefined; from: Context },
    spans: Recorded[],
  ) {
    const parent = options.root ? undefined : trace.getSpanContext(from);
    this.#spans = spans;
    this.#recorded = {
      name,
      id: randomBytes(8).toString('hex'),
      traceId: parent?.traceId ?? randomBytes(16).toString('hex'),
      parentId: parent?.spanId ?? null,
      attributes: { ...options.attributes },
      links: (options.links ?? []).map((link) => link.context.spanId),
      status: null,
    };
  }

  spanContext(): SpanContext {
    const { traceId, id } = this.#recorded;
    return { traceId, spanId: id, traceFlags: TraceFlags.SAMPLED };
  }

  setAttribute(name: string, value: Attributes[string]): this {
    return this.setAttributes({ [name]: value });
  }

  setAttributes(attributes: Attributes): this {
    Object.assign(this.#recorded.attributes, attributes);
    return this;
  }

  setStatus(status: SpanStatus): this {
    this.#recorded.status = status;
    return this;
  }

  updateName(name: string): this {
    this.#recorded.name = name;
    return this;
  }

  end(): void {
    this.#spans.push(this.#recorded);
  }

  isRecording(): boolean {
    return true;
  }

  addEvent(): this {
    return this;
  }

  addLink(): this {
    return this;
  }

  addLinks(): this {
    return this;
  }

  recordException(): void {}
}

function contextManager(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, work, self, ...args) => storage.run(active, () => work.apply(self, args)),
    bind: (_active, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

const traceparent: TextMapPropagator = {
  inject() {},
  extract(from, carrier, getter) {
    const [, traceId = '', spanId = ''] = String(getter.get(carrier, 'traceparent')).split('-');
    if (traceId.length !== 32) return from;
    return trace.setSpanContext(from, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });
  },
  fields: () => ['traceparent'],
};
