/** What every path is put together with, so that no name can leave its place. Only the files of paths use it (a test looks for others). */

export type Part = string | number;

/** A path with its parts encoded. */
export function path(fixed: TemplateStringsArray, ...parts: readonly Part[]): string {
  return String.raw({ raw: fixed }, ...parts.map(encodeURIComponent));
}

/** With what is asked for, but for what is undefined. */
export function asking(path: string, query: Readonly<Record<string, Part | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
