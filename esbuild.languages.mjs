// The page is built once for each language: the sources import the words of English, and here those of another take their place.
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, 'web/words');

/** What the sources import, and who has no other language gets. */
const first = 'en';

/** Each is a folder of words; English is the first. */
export async function findLanguages() {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return [first, ...names.filter((name) => name !== first).sort()];
}

/** For esbuild: `words/en/` is the folder of this language. */
export function wordsIn(language) {
  return {
    name: 'words',
    setup({ onResolve }) {
      if (language === first) return;
      onResolve({ filter: /\.ts$/ }, ({ path, importer }) => {
        const meant = join(dirname(importer), path);
        const words = join(folder, first);
        return meant.startsWith(`${words}/`)
          ? { path: meant.replace(words, join(folder, language)) }
          : undefined;
      });
    },
  };
}

/** What stands in index.html, offline.html and the manifest, by name. */
export async function pageWordsIn(language) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, language, 'pages.ts')],
    bundle: true,
    format: 'esm',
    charset: 'utf8',
    write: false,
  });
  const module = `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`;
  return (await import(module)).pageWords;
}

/** How a file is called that there is in each language: `index.html` in English, `index.de.html` in German. */
export function nameIn(language, name) {
  return language === first ? name : name.replace('.', `.${language}.`);
}
