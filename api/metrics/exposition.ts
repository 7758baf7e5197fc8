import type { Distribution } from '../process/metrics.ts';

type Labels = Record<string, string | number>;

export interface Sample {
  labels?: Labels;
  value: number;
}

/** One metric, as Prometheus' text format has it: each line is a name, its labels and a number. */
export type Metric = { name: string; help: string } & (
  | { type: 'counter' | 'gauge'; samples: readonly Sample[] }
  | { type: 'histogram'; distributions: readonly { labels?: Labels; of: Distribution }[] }
);

export function exposition(metrics: readonly Metric[]): string {
  return metrics.map((metric) => `${linesOf(metric).join('\n')}\n`).join('');
}

function linesOf(metric: Metric): string[] {
  const { name, help, type } = metric;
  const lines =
    metric.type === 'histogram'
      ? metric.distributions.flatMap(({ labels = {}, of }) => linesOfHistogram(name, labels, of))
      : metric.samples.map(({ labels = {}, value }) => line(name, labels, value));
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}

/** Each step counts all below it as well. */
function linesOfHistogram(name: string, labels: Labels, { bounds, counts, sum }: Distribution): string[] {
  let total = 0;
  const steps = counts.map((count, i) => {
    total += count;
    return line(`${name}_bucket`, { ...labels, le: bounds[i] ?? '+Inf' }, total);
  });
  return [...steps, line(`${name}_sum`, labels, sum), line(`${name}_count`, labels, total)];
}

/** Labels are words of ours (routes, methods, limits), which have nothing in them that would have to be escaped. */
function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, of]) => `${label}="${of}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
}
