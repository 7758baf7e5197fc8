import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that wait for deadlines, or in which one test takes long, the longest first: begun early they cost nothing, as the others
 * compute beside them; begun last the run would wait for them alone.
 */
const long = [
  ...[
    'postgres/faults',
    'web/axe',
    'web/proxy',
    'api/exactly-once',
    'postgres/nodes',
    'api/exactly-once-proxies',
  ],
  ...[
    'postgres/disk-full',
    'postgres/server-process',
    'api/canaries',
    'web/line',
    'api/short-ways',
    'api/every-field',
  ],
  ...[
    'postgres/start-problems',
    'api/snapshot-plus-events',
    'api/kill-nine',
    'web/search',
    'api/presence-typing',
  ],
  ...['postgres/bus-nats', 'postgres/bus-redis', 'postgres/bus', 'postgres/bus-start'],
].map((name) => `tests/${name}.test.ts`);

/** The order in which vitest begins files, the same in a fresh clone as where it has run before. */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = long.indexOf(path.relative(this.ctx.config.root, moduleId));
      return place === -1 ? long.length : place;
    };
    // A worker goes on with the next file only where that belongs to the same project, so these stay together.
    const ordered = await super.sort(files);
    const projects = [...new Set(ordered.map(({ project }) => project.name))];
    return projects.flatMap((name) =>
      ordered.filter(({ project }) => project.name === name).toSorted((a, b) => rank(a) - rank(b)),
    );
  }
}
