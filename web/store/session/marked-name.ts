import type { Mark } from './own-step.ts';

/** What the chat at an address was called when this person was in it; undefined when it was not said, or to somebody else. */
export function markedName(mark: unknown, myId: number): string | undefined {
  const { visitor, name }: Partial<Record<keyof Mark, unknown>> = Object(mark);
  return visitor === myId && typeof name === 'string' ? name : undefined;
}
