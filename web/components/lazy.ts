import { html } from 'htm/preact';
import type { ComponentType, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { words } from '../words.ts';

/**
 * A component whose code is fetched when it is first shown: the page that one opens stays light. Nothing stands in its
 * place while it is on its way; when it can't be fetched, because the line is down or the server has a newer page by now,
 * the person is told and may reload.
 */
export function lazy<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): (props: Props) => VNode | null {
  let found: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [state, setState] = useState<'waiting' | 'found' | 'failed'>(found ? 'found' : 'waiting');
    useEffect(() => {
      let isOver = false;
      const settle = (next: 'found' | 'failed') => !isOver && setState(next);
      if (!found)
        load().then(
          (component) => {
            found = component;
            settle('found');
          },
          () => settle('failed'),
        );
      return () => {
        isOver = true;
      };
    }, []);
    if (state === 'failed') return html`<${LoadFailure} />`;
    return found && html`<${found} ...${props} />`;
  };
}

function LoadFailure() {
  return html`
    <p class="problem" role="alert">
      ${words.part.failed}
      <button type="button" class="button button-quiet" onClick=${() => location.reload()}>${words.part.reload}</button>
    </p>
  `;
}
