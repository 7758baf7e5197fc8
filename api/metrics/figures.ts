import { beginning, countBetween } from '../log/place.ts';
import type { Services } from '../services.ts';
import type { Metric, Sample } from './exposition.ts';

export type Watched = Pick<Services, 'metrics' | 'log' | 'bus' | 'waiters' | 'lines' | 'isShuttingDown'>;

/**
 * All that the server says of itself, as of now. None names a node: whoever reads it knows whom it asks, and a node's name is new with
 * each start, so that it would make a new series of each. No label holds what anybody may choose.
 */
export function figuresOf({ metrics, log, bus, waiters, lines, isShuttingDown }: Watched): Metric[] {
  const routes = [...metrics.routes()];
  const requests: Sample[] = routes.flatMap(({ method, route, statuses }) =>
    statuses.flatMap((value, status) => (value > 0 ? [{ labels: { method, route, status }, value }] : [])),
  );
  const worked = routes.map(({ method, route, worked: of }) => ({ labels: { method, route }, of }));
  const limits = [...metrics.limitsMet.counts].map(([limit, value]) => ({ labels: { limit }, value }));
  // Both from the beginning: what begins at one has not grown, for Prometheus.
  const mails = ['sent', 'failed'].map((outcome) => ({
    labels: { outcome },
    value: metrics.mails.counts.get(outcome) ?? 0,
  }));
  const pushes = ['sent', 'gone', 'refused', 'failed', 'given_up'].map((outcome) => ({
    labels: { outcome },
    value: metrics.pushes.counts.get(outcome) ?? 0,
  }));
  const hooks = ['delivered', 'refused', 'failed', 'paused'].map((outcome) => ({
    labels: { outcome },
    value: metrics.hooks.counts.get(outcome) ?? 0,
  }));
  const queues: Sample[] = Object.entries(lines).flatMap(([queue, { working, waiting }]) => [
    { labels: { queue, state: 'working' }, value: working },
    { labels: { queue, state: 'waiting' }, value: waiting },
  ]);
  queues.push({ labels: { queue: 'exports', state: 'working' }, value: metrics.exports });
  return [
    counter('holdline_requests_total', 'Requests answered, by route.', requests),
    {
      name: 'holdline_request_seconds',
      help: 'Time that requests were worked on; held polls and what memory answers at once are left out.',
      type: 'histogram',
      distributions: worked.filter(({ of }) => of.counts.some((count) => count > 0)),
    },
    histogram('holdline_poll_held_seconds', 'How long polls were held.', metrics.held),
    gauge('holdline_held_polls', 'Polls that are held now, and streams.', waiters.size),
    gauge('holdline_streams', 'Streams of events under way.', metrics.streams),
    histogram('holdline_wake_seconds', 'From the word that there is news to the answers.', metrics.wakes),
    histogram(
      'holdline_news_seconds',
      'From the writing of an event, at any node, to this one.',
      metrics.news,
    ),
    gauge('holdline_log_head', 'Number of the newest event known here.', countBetween(beginning, log.head)),
    histogram('holdline_commit_seconds', 'Time of a commit.', metrics.commits),
    histogram('holdline_commit_changes', 'Changes that shared a commit.', metrics.commitChanges),
    histogram('holdline_statement_seconds', 'Until a statement was answered.', metrics.statements),
    { name: 'holdline_queue', help: 'Work in a queue.', type: 'gauge', samples: queues },
    counter('holdline_limits_met_total', 'Refusals by a price, and polls not held by a cap.', limits),
    counter('holdline_mails_total', 'Mails, by what came of them.', mails),
    counter('holdline_pushes_total', 'Tries to push to a device, by what came of them.', pushes),
    counter(
      'holdline_hooks_total',
      'Tries to deliver to hooks, by what came of them, and hooks paused.',
      hooks,
    ),
    histogram(
      'holdline_hook_seconds',
      'Until a receiver of a hook had answered, or not.',
      metrics.hookSeconds,
    ),
    {
      name: 'holdline_bus_up',
      help: '1: the line to the other nodes is up; no line where there can be none.',
      type: 'gauge',
      samples: bus.hasOthers ? [{ value: bus.isUp ? 1 : 0 }] : [],
    },
    gauge('holdline_stopping', '1: told to stop, and not ready any more.', isShuttingDown() ? 1 : 0),
  ];
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'counter', samples };
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] };
}

function histogram(name: string, help: string, of: Services['metrics']['held']): Metric {
  return { name, help, type: 'histogram', distributions: [{ of }] };
}
