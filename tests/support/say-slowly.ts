import type { Turns } from '../../api/process/turns.ts';

/** Something that is being said until the returned function is called; it resolves when all who wait for it know. */
export function saySlowly(turns: Turns): () => Promise<void> {
  let end = () => {};
  const said = turns.before(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  return () => {
    end();
    return said;
  };
}
