import { panelPath } from '../../net/panel-paths.ts';
import type { ListPage, Message, OwnReport } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';

/** What a member tells staff of, and reads of it. */
export function createReportActions({ ask }: FeatureDeps) {
  return {
    report: ({ uri, id }: Message, report: { reason: OwnReport['reason']; words: string }) =>
      problemOf(() => ask(panelPath.report(uri, id), { method: 'POST', body: report })),

    readOwn: (page: number, signal: AbortSignal) =>
      ask<ListPage<OwnReport>>(panelPath.reports({ page }), { signal }),
  };
}
