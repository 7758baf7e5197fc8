import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { LineBar } from './line-bar.ts';
import { useTitle } from './title.ts';
import { TopBar } from './top-bar.ts';

interface PageProps {
  /** For the browser's tab; none for the start page. */
  title?: string;
  class?: string;
  children?: ComponentChildren;
}

/** The frame of every page but the list and an open chat. */
export function Page({ title, class: kind = '', children }: PageProps) {
  useTitle(title);
  return html`
    <div class="page">
      <${TopBar} />
      <${LineBar} />
      <main class="page-main ${kind}">${children}</main>
    </div>
  `;
}
