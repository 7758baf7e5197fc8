/** Does one task at a time, of all tabs where the browser can, else of this one. */
export type Exclusively = <Result>(task: () => Promise<Result>) => Promise<Result>;

const name = 'holdline.session';

/**
 * For whatever changes which token is ours. Two tabs that do it at once on plain http, without locks, are harmless: the server
 * gives both the same token.
 */
export function createExclusively(locks: LockManager | undefined): Exclusively {
  if (locks) return async (task) => locks.request(name, task);
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const doing = last.then(task);
    last = doing.catch(() => {});
    return doing;
  };
}
