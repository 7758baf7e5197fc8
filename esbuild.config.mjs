// Builds the server and the browser client into .build/. Run by `npm start` and `npm test`; takes a second or two.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { build } from 'esbuild';
import sharp from 'sharp';
import { emojiTable } from './esbuild.emoji.mjs';
import { findLanguages, nameIn, pageWordsIn, wordsIn } from './esbuild.languages.mjs';
import { compiledTemplates } from './esbuild.templates.mjs';

const root = import.meta.dirname;
const out = join(root, '.build');
const site = join(out, 'web');

/** What the pages name, as they name it; the build puts the built names there. */
const pages = ['index.html', 'offline.html', 'manifest.webmanifest'];

/** At the root, so that it is in charge of every address. */
const serviceWorker = 'service-worker.js';

const always = { absWorkingDir: root, bundle: true, sourcemap: true, logLevel: 'warning' };
const forBrowsers = { ...always, platform: 'browser', target: 'es2022', minify: true, charset: 'utf8' };

/** How much zlib puts into one block: which of these makes least of a file only trying tells. */
const memoryLevels = [6, 7, 8];

/**
 * What a part says is on the page by then (web/kit/parts) is all that is: the beginning itself, which is one file so, from which parts take what
 * they need. The beginning names what is in it beside what it needs itself.
 */
const partsStandOnThePage = {
  name: 'parts stand on the page',
  setup(build) {
    const begins = { 'every-page.ts': 'web/app/main.ts', 'inside-pages.ts': 'web/app/inside.ts' };
    build.onResolve({ filter: /\/(every-page|inside-pages)\.ts$/ }, ({ path, importer }) => {
      const begin = join(root, begins[basename(path)]);
      return importer === begin ? null : { path: begin };
    });
  },
};

await rm(out, { recursive: true, force: true });
await Promise.all([buildServer(), buildClient(), buildDocs(), buildClientForPrograms()]);

function buildServer() {
  return build({
    ...always,
    entryPoints: ['api/main.cjs', 'api/main.ts', 'api/manage.ts'],
    loader: { '.cjs': 'copy' },
    outdir: join(out, 'api'),
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
  });
}

/** The page's own client without the page, for programs: one file that needs nothing beside it. */
function buildClientForPrograms() {
  return build({
    ...always,
    entryPoints: { holdline: 'web/net/client.ts' },
    outdir: join(out, 'client'),
    platform: 'neutral',
    target: 'es2022',
    format: 'esm',
  });
}

/** What the page at /api/docs/ is made with: the server puts it into the page itself, so nothing of it is handed out as a file. */
async function buildDocs() {
  const docs = join(out, 'docs');
  await build({
    ...forBrowsers,
    entryPoints: ['web/docs/docs.ts', 'web/docs/docs.css'],
    outdir: docs,
    format: 'iife',
    sourcemap: false,
  });
  await copyFile(join(root, 'web/icon.svg'), join(docs, 'icon.svg'));
}

async function buildClient() {
  const icons = await drawIcons();
  const languages = await findLanguages();
  const files = await Promise.all(languages.map((language) => buildLanguage(language, icons)));
  // What has no words in it is the same file in each.
  await Promise.all([...new Set(files.flat())].map((file) => compress(join(site, file))));
}

/** The page in one language. Tells all its files. */
async function buildLanguage(language, icons) {
  const named = (name) => nameIn(language, name);
  const built = [...(await bundle(language)), ...icons];
  const words = await pageWordsIn(language);
  const texts = await Promise.all(pages.map((page) => writePage(page, { built, language, words })));
  // Not what only a device that installs the page asks for. Source maps are no assets at all: who looks for a fault fetches them.
  const files = built.map(([, file]) => `/assets/${file}`).filter((file) => !file.endsWith('.png'));
  const version = hashOf(texts.join() + files.join());
  const [page, offlinePage] = pages.map((name) => `/${named(name)}`);
  // Those of emoji are fetched by who opens them, and not by each device: they are as heavy as the way in.
  const kept = files.filter((file) => !file.startsWith('/assets/emoji-'));
  const [, icon] = icons.find(([name]) => name === 'icon-192.png');
  await buildServiceWorker(language, { version, page, offlinePage, files: kept, icon: `/assets/${icon}` });
  return [...pages, serviceWorker].map(named).concat(files);
}

/**
 * The scripts, the style and what they refer to. Names carry a hash of their content, so that the server may let browsers keep
 * them for ever. What is imported dynamically becomes a file of its own, fetched when it is first needed.
 * Tells the sources' own names and the built ones.
 */
async function bundle(language) {
  const { metafile } = await build({
    ...forBrowsers,
    entryPoints: ['web/app/main.ts', 'web/app/style.css'],
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    publicPath: '/',
    outdir: site,
    splitting: true,
    format: 'esm',
    loader: { '.svg': 'file' },
    define: { serviceWorker: JSON.stringify(`/${nameIn(language, serviceWorker)}`) },
    plugins: [wordsIn(language), compiledTemplates, emojiTable, partsStandOnThePage],
    metafile: true,
  });
  const outputs = Object.entries(metafile.outputs).filter(([path]) => !path.endsWith('.map'));
  return outputs.map(([path, { entryPoint = path }]) => [basename(entryPoint), basename(path)]);
}

/** The drawing of the icon, and those made of it for who wants pixels, so that there is one of it. */
async function drawIcons() {
  const drawing = await readFile(join(root, 'web/icon.svg'));
  const draw = (size) => sharp(drawing, { density: size * 3 }).resize(size, size);
  // Where the device cuts the shape or fills what is clear, the drawing stands within the safe zone on paper.
  const onPaper = async (size) => {
    const paper = { width: size, height: size, channels: 4, background: '#edf0f4' };
    const mark = await draw(Math.round(size * 0.6)).toBuffer();
    return sharp({ create: paper }).composite([{ input: mark }]);
  };
  const toPng = (icon) => icon.png({ compressionLevel: 9, palette: true }).toBuffer();
  const icons = {
    'icon.svg': drawing,
    'icon-192.png': await toPng(draw(192)),
    'icon-512.png': await toPng(draw(512)),
    'icon-maskable.png': await toPng(await onPaper(512)),
    'icon-touch.png': await toPng(await onPaper(180)),
  };
  await mkdir(join(site, 'assets'), { recursive: true });
  return Promise.all(
    Object.entries(icons).map(async ([name, bytes]) => {
      const built = name.replace('.', `-${hashOf(bytes)}.`);
      await writeFile(join(site, 'assets', built), bytes);
      return [name, built];
    }),
  );
}

/** Puts the built names in the place of the sources' own, and the words of this language where their names stand. */
async function writePage(page, { built, language, words }) {
  let text = await readFile(join(root, 'web', page), 'utf8');
  for (const [name, file] of built) text = text.replaceAll(`"/${name}"`, `"/assets/${file}"`);
  for (const name of pages) text = text.replaceAll(`"/${name}"`, `"/${nameIn(language, name)}"`);
  text = text.replace('lang="en" dir="ltr"', `lang="${language}" dir="${words.direction}"`);
  for (const [name, word] of Object.entries(words)) text = text.replaceAll(`{{${name}}}`, word);
  await writeFile(join(site, nameIn(language, page)), text);
  return text;
}

/** It is told what to keep, and changes whenever that does. What it shows is in the words of its page. */
function buildServiceWorker(language, built) {
  return build({
    ...forBrowsers,
    entryPoints: ['web/app/service-worker.ts'],
    outfile: join(site, nameIn(language, serviceWorker)),
    plugins: [wordsIn(language)],
    define: { built: JSON.stringify(built) },
  });
}

/** In the manner of esbuild's own. */
function hashOf(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
}

/** Lays a compressed twin beside the file for each encoding that the server may answer with. */
async function compress(file) {
  const content = await readFile(file);
  const best = { params: { [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY } };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, best));
  const level = zlib.Z_BEST_COMPRESSION;
  const tries = await Promise.all(
    memoryLevels.map((memLevel) => promisify(gzip)(content, { level, memLevel })),
  );
  await writeFile(`${file}.gz`, tries.sort((a, b) => a.length - b.length)[0]);
}
