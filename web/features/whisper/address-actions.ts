import { panelPath } from '../../net/panel-paths.ts';
import type { ListPage, Member } from '../../net/wire.ts';
import type { FeatureDeps } from '../../store/actions/feature-deps.ts';
import { problemOf } from '../../store/problem.ts';
import type { Problem } from '../../words/en/problems.ts';

/** The API's limit for what it is to find names in, in code points. */
const maxLength = 200;

/** Whom the beginning of a text names: asked of the server, who knows all members. */
export function createAddressActions({ ask }: FeatureDeps) {
  return async (
    uri: string,
    text: string,
  ): Promise<{ people: readonly Member[]; problem: Problem | null }> => {
    let people: readonly Member[] = [];
    const named = [...text].slice(0, maxLength).join('').toWellFormed().replaceAll('\0', ' ').trim();
    if (named === '') return { people, problem: null };
    const problem = await problemOf(async () => {
      people = (await ask<ListPage<Member>>(panelPath.namedMembers(uri, named))).results;
    });
    return { people, problem };
  };
}
