import { RequestFailure } from '../../net/failure.ts';
import { panelPath } from '../../net/panel-paths.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import type { Problem } from '../../words/en/problems.ts';

export type ExportFormat = 'json' | 'txt' | 'csv';

/** A long chat over a slow line takes its time; whoever does not want to wait can stop it. */
const patienceMs = 30 * 60_000;

interface Fetching {
  /** Ends it without a problem: who stopped it knows. */
  signal: AbortSignal;
  onBytes(bytes: number): void;
}

export function createExportActions({ send }: FeatureDeps) {
  return {
    /** The chat as a file; null when there is a problem, or when it was stopped. */
    async fetchChat(
      uri: string,
      format: ExportFormat,
      { signal, onBytes }: Fetching,
    ): Promise<{ blob: Blob | null; problem: Problem | null }> {
      let blob: Blob | null = null;
      const problem = await problemOf(async () => {
        try {
          blob = await receive(
            await send(panelPath.export(uri, format), { signal, heldMs: patienceMs }),
            onBytes,
          );
        } catch (error) {
          if (!signal.aborted) throw error;
        }
      });
      return { blob, problem };
    },
  };
}

/** Browsers lay a blob on the disk as it grows: nothing here holds the whole chat in memory. */
async function receive(response: Response, onBytes: (bytes: number) => void): Promise<Blob> {
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.length;
      onBytes(bytes);
      controller.enqueue(chunk);
    },
  });
  const type = response.headers.get('Content-Type') ?? 'application/octet-stream';
  try {
    return await new Response(response.body?.pipeThrough(counter), {
      headers: { 'Content-Type': type },
    }).blob();
  } catch {
    // The line broke off in the middle: half a chat is none.
    throw new RequestFailure(0, 'unreachable');
  }
}
