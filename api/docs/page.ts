import { createHash } from 'node:crypto';
import type { oas31 } from 'zod-openapi';
import { chapters } from './chapters/chapters.ts';
import { type Html, html, ownMarkup } from './html.ts';
import { reference } from './reference.ts';
import { whoAsks } from './who-asks.ts';

/** What the build makes of web/docs/, and the drawing of the icon. */
export interface PageParts {
  script: string;
  style: string;
  icon: string;
}

/** The whole page as one file that loads nothing, and the policy under which it may run just what is in it. */
export function makePage(document: oas31.OpenAPIObject, parts: PageParts): { text: string; policy: string } {
  return { text: `<!doctype html>\n${layout(document, parts).markup}\n`, policy: policyOf(parts) };
}

function policyOf({ script, style }: PageParts): string {
  return [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "connect-src 'self'",
    // The icon, and an image that one has asked for.
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

function layout(document: oas31.OpenAPIObject, { script, style, icon }: PageParts): Html {
  const { sections, contents } = reference(document);
  // The script stands in the head and runs at once, so that the first paint is in the chosen theme.
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#edf0f4" data-scheme="light" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#12171d" data-scheme="dark" media="(prefers-color-scheme: dark)">
<meta name="description" content="How to talk to this server: chat over plain HTTP, from curl, a script or a page of your own.">
<title>Holdline API</title>
<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}">
<style>${ownMarkup(style)}</style>
<script>${ownMarkup(script)}</script>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="docs-bar">
<a class="brand" href="/">${mark}<span>Holdline</span></a>
<span class="docs-bar-name">API</span>
<a class="docs-bar-contents" href="#contents">Contents</a>
<label class="docs-theme" data-theme-choice hidden><span>Theme</span> <select><option value="system">System</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
</header>
<div class="docs-frame">
<nav class="docs-contents" id="contents" aria-label="Contents">
<ul>
${chapters.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
</ul>
<h2 class="docs-contents-title">Every call</h2>
<ul>
${contents}
</ul>
</nav>
<main class="docs-main" id="main" tabindex="-1">
<h1>Chat over plain HTTP</h1>
<p class="lead">One idea carries everything: an ordered event log, a cursor into it, and how long you are willing to wait. All that the page of this server does, any program can.</p>
${chapters.map(({ id, title, body }) => html`<section class="chapter" id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}<a class="anchor" href="#${id}" aria-label="Link to ${title}">#</a></h2>${body}</section>`)}
<section class="calls" id="calls" aria-labelledby="calls-title">
<h2 id="calls-title">Every call<a class="anchor" href="#calls" aria-label="Link to every call">#</a></h2>
<p>Made from <a href="/api/schema/">the schema</a> (OpenAPI 3.1), as clients can be. The lines for curl run as they stand once <code>H</code> and <code>TOKEN</code> are set, and <code>CHAT</code>, <code>ID</code>, <code>CODE</code>, <code>IMAGE</code> or <code>CURSOR</code> where a line names them.</p>
${whoAsks}
</section>
${sections}
</main>
</div>
<dialog class="card" data-ask-first aria-labelledby="ask-first-title">
<form method="dialog">
<h2 id="ask-first-title">Send it?</h2>
<p class="dialog-text" data-ask-text></p>
<div class="dialog-buttons"><button class="button button-quiet" value="">Cancel</button><button class="button button-danger" value="send">Send</button></div>
</form>
</dialog>
</body>
</html>`;
}

const mark = ownMarkup(
  '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path fill="#2459c9" d="M8 3h16a6 6 0 0 1 6 6v9a6 6 0 0 1-6 6h-8.5l-6.7 5.3A1.1 1.1 0 0 1 7 28.4V24A6 6 0 0 1 2 18V9a6 6 0 0 1 6-6z"/><path fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" d="M8 13.5h10.5"/><circle cx="23.5" cy="13.5" r="2.3" fill="#ffc24b"/></svg>',
);
