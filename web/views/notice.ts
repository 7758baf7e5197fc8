import { html } from 'htm/preact';
import { useEffect, useRef } from 'preact/hooks';
import { Link } from '../components/link.ts';
import { Page } from '../components/page.ts';
import { words } from '../words.ts';

interface NoticeProps {
  title: string;
  text: string;
}

/** A page that says why there is nothing to see here, and where to go instead. */
export function Notice({ title, text }: NoticeProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return html`
    <${Page} title=${title} class="notice">
      <h1 ref=${heading} tabindex="-1">${title}</h1>
      <p>${text}</p>
      <${Link} class="button button-primary" href="/">${words.notFound.home}<//>
    <//>
  `;
}
