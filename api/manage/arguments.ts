import { ManageError } from './manage-error.ts';

/** What stands behind a command. Each throws ManageError for what it is not. */

export const pageSize = 50;

export function twoArguments(args: readonly string[], what: string): [string, string] {
  const [first, second, ...more] = args;
  if (first === undefined || second === undefined || more.length > 0)
    throw new ManageError(`Give ${what}, and nothing else.`);
  return [first, second];
}

export function onlyArgument(args: readonly string[], what: string): string {
  const [argument, ...more] = args;
  if (argument === undefined || more.length > 0) throw new ManageError(`Give ${what}, and nothing else.`);
  // PostgreSQL takes no NUL, and nothing is named so.
  return argument.replaceAll('\0', '');
}

export function requireNone(args: readonly string[]): void {
  if (args.length > 0) throw new ManageError('Give nothing else.');
}

export function toSlice(args: readonly string[]): { page: number; slice: { limit: number; offset: number } } {
  const [given = '1', ...more] = args;
  if (!/^[1-9]\d{0,5}$/.test(given) || more.length > 0)
    throw new ManageError('Give the number of a page, or nothing.');
  const page = Number(given);
  return { page, slice: { limit: pageSize, offset: (page - 1) * pageSize } };
}
