import { html } from 'htm/preact';
import type { TargetedInputEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface EarlyFieldProps {
  /** What is typed, for the panel to begin with. */
  typed: { current: string };
  onClose(how: 'closed'): void;
}

/** Takes the focus and the keys in place of a panel's field while the panel's code is on its way. */
export function EarlyField({ typed, onClose }: EarlyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const { activeElement: before } = document;
    typed.current = '';
    field.current?.focus();
    // A dialog gives it back to whatever had it when it opens.
    return () => before instanceof HTMLElement && before.focus();
  }, [typed]);
  return html`
    <input
      class="visually-hidden"
      ref=${field}
      aria-hidden="true"
      onInput=${(event: TargetedInputEvent<HTMLInputElement>) => {
        typed.current = event.currentTarget.value;
      }}
      onKeyDown=${(event: KeyboardEvent) => event.key === 'Escape' && onClose('closed')}
    />
  `;
}
