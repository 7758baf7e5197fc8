import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that mostly wait, for deadlines of ours or of others: while one of them does, the rest of the workers compute. The longest first. */
const waiting = [
  ...[
    'postgres/faults',
    'postgres/nodes',
    'postgres/bus-nats',
    'postgres/two-nodes',
    'postgres/lagging-node',
  ],
  ...['postgres/pooler', 'api/whispers', 'postgres/bus-start', 'postgres/bus-redis', 'postgres/bus'],
  ...['postgres/disk-full', 'postgres/start-problems'],
  ...['web/line', 'web/live', 'web/offline', 'web/proxy', 'api/short-ways', 'api/exactly-once-proxies'],
  ...['api/events-caps', 'api/guests-idle', 'api/presence-typing', 'api/shutdown', 'api/security-log'],
].map(toPath);

/** Files that compute for long: begun last, the run would wait for them alone. */
const long = [
  ...['web/long-log', 'api/every-field', 'api/never-500'],
  ...['api/exactly-once', 'postgres/server-process', 'postgres/far-behind'],
  ...['postgres/ended-chats', 'api/snapshot-plus-events', 'api/canaries', 'postgres/deployed'],
  ...['web/axe', 'web/search', 'web/layout', 'web/invite', 'web/images', 'web/first-minute', 'api/kill-nine'],
].map(toPath);

/** In what part of a project's files those that wait begin. */
const spread = 0.8;

/** The order in which vitest begins files, the same in a fresh clone as where it has run before. */
export class SpreadWaits extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // A worker goes on with the next file only where that belongs to the same project, so these stay together.
    const ordered = await super.sort(files);
    const projects = [...new Set(ordered.map(({ project }) => project.name))];
    return projects.flatMap((name) => this.#inOrder(ordered.filter(({ project }) => project.name === name)));
  }

  #inOrder(files: TestSpecification[]): TestSpecification[] {
    const placeIn = (list: string[]) => (file: TestSpecification) =>
      list.indexOf(path.relative(this.ctx.config.root, file.moduleId));
    const [waits, works] = [placeIn(waiting), placeIn(long)];
    const waiters = files.filter((file) => waits(file) >= 0).toSorted((a, b) => waits(a) - waits(b));
    const [first, rest] = [true, false].map((isLong) =>
      files.filter((file) => waits(file) < 0 && works(file) >= 0 === isLong),
    );
    const workers = [...(first ?? []).toSorted((a, b) => works(a) - works(b)), ...(rest ?? [])];
    const step = Math.max(1, (workers.length * spread) / waiters.length);
    for (const [i, file] of waiters.entries()) workers.splice(Math.floor(i * step) + i, 0, file);
    return workers;
  }
}

function toPath(name: string): string {
  return `tests/${name}.test.ts`;
}
