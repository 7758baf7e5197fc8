import type { Theme } from '../store/preferences.ts';

/** Shows the page in this theme: the style sheet reads it off the document, the browser's own bars off the two metas. */
export function showTheme(document: Document, theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    const scheme = meta.dataset.scheme ?? '';
    const isShown = theme === scheme ? 'all' : 'not all';
    meta.media = theme === 'system' ? `(prefers-color-scheme: ${scheme})` : isShown;
  }
}
