import { RequestFailure } from '../../net/failure.ts';
import { panelPath } from '../../net/panel-paths.ts';
import type { Block, ListPage, Person } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';

export interface Directory {
  people: readonly Person[];
  /** Of all that match. */
  count: number;
}

/** As one would look for them: umlauts and capitals beside their like, and Guest 2 before Guest 10. */
const byName = new Intl.Collator(undefined, { numeric: true });

export function createPeopleActions({ ask }: FeatureDeps) {
  return {
    /** Whoever's name has this text in it, at most fifty of them. Null: this server shows nobody its people. */
    async search(text: string, signal: AbortSignal): Promise<Directory | null> {
      try {
        const { results, count } = await ask<{ results: Person[]; count: number }>(panelPath.people(text), {
          signal,
        });
        return { people: results.toSorted((a, b) => byName.compare(a.display_name, b.display_name)), count };
      } catch (error) {
        if (error instanceof RequestFailure && error.status === 404) return null;
        throw error;
      }
    },

    /** The ids of all whom one has blocked. */
    async readBlocked(_text: string, signal: AbortSignal): Promise<ReadonlySet<number>> {
      const ids = new Set<number>();
      for (let page = 1, isLast = false; !isLast; page++) {
        const path = panelPath.blocks({ page, page_size: 200 });
        const { results, next } = await ask<ListPage<Block>>(path, { signal });
        for (const { user } of results) ids.add(user.id);
        isLast = next === null;
      }
      return ids;
    },
  };
}
