import '../../kit/parts/every-page.ts';
import '../../kit/parts/form-parts.ts';
import { html } from 'htm/preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Link } from '../../kit/links/link.ts';
import { Page } from '../../kit/page/page.ts';
import { pagePath } from '../../net/paths.ts';
import { deadEndWords } from '../../words/en/dead-ends.ts';

interface DeadEndProps {
  /** Why there is nothing to see. */
  of: keyof typeof deadEndWords.why;
  /** The name of who did it. */
  by?: string | undefined;
}

/** A page that says why there is nothing to see here, and where to go instead. */
export function DeadEnd({ of, by }: DeadEndProps) {
  const { title: inGeneral, text } = deadEndWords.why[of];
  const title = by ? deadEndWords.removedBy(by) : inGeneral;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return html`
    <${Page} title=${title} class="dead-end">
      <h1 ref=${heading} tabindex="-1">${title}</h1>
      <p>${text}</p>
      <${Link} class="button button-primary" href=${pagePath.home}>${deadEndWords.toStart}<//>
    <//>
  `;
}
