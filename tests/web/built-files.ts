import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where the build puts the page. */
export const site = path.resolve(import.meta.dirname, '../../.build/web');

/** The files that a page in this language may fetch, by what its service worker is told to keep. */
export function filesIn(language: string): string[] {
  const name = language === 'en' ? 'service-worker.js' : `service-worker.${language}.js`;
  const worker = readFileSync(path.join(site, name), 'utf8');
  const listed = /files:\[([^\]]*)\]/.exec(worker)?.[1] ?? '';
  return [...listed.matchAll(/"\/assets\/([^"]+)"/g)].map(([, file = '']) => file);
}

/** The bytes, as gzip, of the scripts of these names and of all that they import at once. */
export function weightOf(language: string, ...names: string[]): number {
  const files = filesIn(language);
  const fetched = new Set(files.filter((file) => names.some((name) => file.startsWith(`${name}-`))));
  if (fetched.size !== names.length) throw new Error(`${names} are not all built, or several times.`);
  for (const file of fetched) {
    const text = readFileSync(path.join(site, 'assets', file), 'utf8');
    for (const [, imported = ''] of text.matchAll(/(?:from|import)\s*"[^"]*?([^"/]+)"/g))
      fetched.add(imported);
  }
  const weigh = (file: string) => statSync(path.join(site, 'assets', `${file}.gz`)).size;
  return [...fetched].reduce((sum, file) => sum + weigh(file), 0);
}
