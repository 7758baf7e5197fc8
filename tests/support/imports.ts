import path from 'node:path';
import type { Source } from './sources.ts';

export interface Import {
  from: string;
  /** A path in the project, or the name of a package. */
  to: string;
  typeOnly: boolean;
  isDynamic: boolean;
}

const statement =
  /^[ \t]*(?:import|export)\s+(type\s)?([^;'"]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

/** What a file imports, by what its text says. */
export function importsOf(source: Source): Import[] {
  return [...source.text.matchAll(statement)].map(([, type, names, fixed, dynamic]) => {
    const target = fixed ?? dynamic ?? '';
    const to = target.startsWith('.') ? path.posix.join(path.posix.dirname(source.path), target) : target;
    const isDynamic = dynamic !== undefined;
    return { from: source.path, to, isDynamic, typeOnly: Boolean(type) || onlyTypes(names) };
  });
}

/** `{ type A, type B } from` */
function onlyTypes(names: string | undefined): boolean {
  const listed = names
    ?.match(/^\{(.*)\}/s)?.[1]
    ?.split(',')
    .filter((name) => name.trim());
  return listed?.every((name) => /^\s*type\s/.test(name)) ?? false;
}
