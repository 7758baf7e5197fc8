import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { useStore } from '../store/context.ts';
import { useValue } from '../store/use-value.ts';
import { words } from '../words.ts';
import { LineNotice } from './line-notice.ts';
import { TopBar } from './top-bar.ts';

interface PageProps {
  /** For the browser's tab; none for the start page. */
  title?: string;
  class?: string;
  children?: ComponentChildren;
}

/** The frame of every page but an open chat. */
export function Page({ title, class: kind = '', children }: PageProps) {
  const { state } = useStore();
  useTitle(title, useValue(state.unread));
  return html`
    <div class="page">
      <${TopBar} />
      <${LineNotice} />
      <main class="page-main ${kind}">${children}</main>
    </div>
  `;
}

/** What the browser's tab says: how much is unread, and which page this is. */
export function useTitle(title: string | undefined, unread: number): void {
  useEffect(() => {
    const page = title ? words.title(title) : words.product;
    document.title = unread > 0 ? words.unreadTitle(unread, page) : page;
  }, [title, unread]);
}
