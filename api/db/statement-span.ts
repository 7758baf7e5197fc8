import { SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { Database } from './database.ts';
import { withoutValues } from './statement.ts';

const systems = { sqlite: 'sqlite', postgres: 'postgresql' };

/** A span for a statement that has just been answered, under the request or commit that asked; none where nobody's is known. */
export function traceStatement(
  tracer: Tracer,
  dialect: Database['dialect'],
  { sql, ms }: { sql: string; ms: number },
): void {
  if (!trace.getActiveSpan()?.isRecording()) return;
  const operation = /^\W*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? 'SQL';
  const attributes = {
    'db.system.name': systems[dialect],
    'db.operation.name': operation,
    'db.query.text': withoutValues(sql),
  };
  tracer.startSpan(operation, { kind: SpanKind.CLIENT, attributes, startTime: Date.now() - ms }).end();
}
