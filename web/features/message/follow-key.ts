import type { Message } from '../../net/wire.ts';
import { type Answerer, answer } from './answer.ts';

/** R on a message, or on its button, answers it; on a button the arrow keys go to the next message's. */
export function followKey(
  { key, target }: Pick<KeyboardEvent, 'key' | 'target'>,
  known: readonly Message[],
  answerer: Answerer,
): void {
  if (!(target instanceof Element) || target.closest('form')) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  const row = target.closest<HTMLElement>('[data-id]');
  const message = known.find(({ id, deleted }) => id === Number(row?.dataset.id) && !deleted);
  if (step) goToNext(target, step);
  else if (message) answer(message, answerer);
}

function goToNext(button: Element, step: number): void {
  if (!button.matches('.more')) return;
  const buttons = [...(button.closest('.log')?.querySelectorAll<HTMLElement>('.more') ?? [])];
  buttons[buttons.findIndex((each) => each.matches(':focus')) + step]?.focus();
}
