import {
  context,
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { groupCommit } from './group-commit.ts';

/**
 * A group commit (group-commit.ts) with a span for each, where there is a tracer. As it is of many requests it is of none of their
 * traces, and links to them: to whoever came first, of what is handled at once.
 */
export function tracedCommits<I extends object, O>(
  tracer: Tracer | null,
  commit: (items: readonly I[]) => Promise<readonly O[]>,
): (item: I) => Promise<O> {
  if (!tracer) return groupCommit(commit);
  const askers = new WeakMap<I, SpanContext>();
  const enter = groupCommit<I, O>((items) => {
    const links = items.flatMap((item): Link[] => {
      const asker = askers.get(item);
      return asker ? [{ context: asker }] : [];
    });
    return inSpan(tracer, links, () => commit(items));
  });
  return (item) => {
    const asker = trace.getActiveSpan()?.spanContext();
    if (asker) askers.set(item, asker);
    return enter(item);
  };
}

async function inSpan<T>(
  tracer: Tracer,
  links: Link[],
  work: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const span = tracer.startSpan('commit', { root: true, links });
  try {
    const done = await context.with(trace.setSpan(ROOT_CONTEXT, span), work);
    span.setAttribute('holdline.commit.changes', done.length);
    return done;
  } catch (error) {
    // By its kind: an error of a database has values in its words.
    span.setAttribute('error.type', (error as Error).name).setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
