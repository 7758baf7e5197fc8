import { html } from 'htm/preact';
import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { useStore } from '../../store/context.ts';

interface LinkProps {
  href: string;
  /** False: a chat there is looked at from outside, and not joined. */
  mayJoin?: boolean;
  class?: string;
  'aria-label'?: string;
  'aria-current'?: 'page' | undefined;
  children?: ComponentChildren;
}

/** A real link within the page: a plain click moves without a reload, every other click does what links do. */
export function Link({ children, mayJoin, ...attributes }: LinkProps) {
  const { actions } = useStore();
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    actions.go(attributes.href, mayJoin);
  };
  return html`<a ...${attributes} onClick=${follow}>${children}</a>`;
}
