// Builds the server and the browser client into .build/. Run by `npm start` and `npm test`; takes a few seconds, and none when
// nothing has changed since.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants as zlib } from 'node:zlib';
import { gzipAsync as toGzip } from '@gfx/zopfli';
import { build } from 'esbuild';
import sharp from 'sharp';
import { minify } from 'terser';

const toBrotli = promisify(brotliCompress);

const root = new URL('.', import.meta.url).pathname;
const out = `${root}.build/`;
const stamp = await stampOf('api', 'web', 'esbuild.config.mjs', 'package-lock.json');
if ((await readFile(`${out}stamp`, 'utf8').catch(() => null)) === stamp) process.exit(0);
await rm(out, { recursive: true, force: true });

const server = build({
  absWorkingDir: root,
  entryPoints: ['api/main.cjs', 'api/main.ts', 'api/manage.ts'],
  loader: { '.cjs': 'copy' },
  outdir: `${out}api`,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});

// htm drops the white space between tags when the page runs; without the lines and the indentation of the templates the
// bundle is 700 bytes lighter. Code does not mind.
const lighter = (source) =>
  source
    .replace(/\n[ \t]+/g, '\n')
    // Between tags, between attributes and at the end of a tag: nowhere does code look like that.
    .replace(/([>}])\n(?=[<$])/g, '$1')
    .replace(/(["}\w])\n(?=[\w-]+=["$])/g, '$1 ')
    .replace(/(["}\w])\n(?=\/?>)/g, '$1')
    .replace(/html`\n(?=<)/g, 'html`')
    .replace(/>\n`/g, '>`');

// What a part that is fetched later shares with the first load would become a file of its own, for each combination of
// parts: a dozen files that compress badly. As every part imports what is on the page already, that is one file for the way
// in, and two inside.
const forTheBrowser = {
  name: 'for-the-browser',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]web[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const first = firstLoad(path)
        .map((file) => `\nimport ${JSON.stringify(root + file)};`)
        .join('');
      return { contents: lighter(askingAgain(source)) + first, loader: 'ts' };
    });
  },
};

/** A part that could not be fetched can be asked for again: see web/net/fetch-part.ts. */
function askingAgain(source) {
  const asking = source.replace(/\bimport\(('[^']+')\)/g, 'fetchPart(() => import($1))');
  return asking === source
    ? source
    : `${asking}\nimport { fetchPart } from ${JSON.stringify(`${root}web/net/fetch-part.ts`)};`;
}

/** What both the way in and the page inside show, and main.ts by itself does not. */
const shared = ['avatar', 'icons', 'link', 'page/line-notice', 'page/title', 'problem-note'].map(
  (name) => `web/kit/${name}.ts`,
);

/** Of the features that are fetched late, these files are part of the page inside. */
const early = /\/(whisper-note|message-tools|door)\.ts$/;
const late = /\/web\/features\/(alerts|details|images|message|people|rooms|search|settings|switch|whisper)\//;
const lateForAnyone =
  /\/web\/(features\/(entry|broadcasts)\/|features\/line\/line-facts|kit\/forms\/|kit\/page\/(page|top-bar)|kit\/(copy-by-hand|play-tone)|app\/inside\.ts)/;

/** What is on the page already when the part in this file is fetched: with someone who is logged in, or with anyone. */
function firstLoad(path) {
  if (path.endsWith('/web/app/main.ts')) return shared;
  if (path.endsWith('/web/app/following.ts')) return ['web/app/main.ts'];
  if (early.test(path)) return [];
  if (late.test(path)) return ['web/app/inside.ts'];
  return lateForAnyone.test(path) ? ['web/app/main.ts'] : [];
}

// The page's words are one file, and most of them belong to parts that are fetched later. What panel-words.ts and its like
// pass on is taken from a copy of that file each, out of which the build keeps nothing else.
const wordsApart = {
  name: 'words-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/words\.ts$/ }, ({ importer, resolveDir }) =>
      importer.endsWith('-words.ts')
        ? { path: `${resolveDir}/words.ts`, suffix: `?for=${basename(importer)}` }
        : undefined,
    );
  },
};

// The code asks for the address of these; what index.html names is copied as it is.
const addresses = {
  name: 'addresses',
  setup({ onLoad }) {
    onLoad({ filter: /(avatars|icons)\.svg$/ }, async ({ path }) => ({
      contents: await readFile(path),
      loader: 'file',
    }));
  },
};

/** What index.html, the manifest and the page without a line name. */
const linked = ['web/app/main.ts', 'web/app/style.css', 'web/icon.svg'];

// Names carry a hash of their content, so that the server may let browsers keep them for ever. What is imported
// dynamically becomes a file of its own, fetched when it is first needed.
const client = build({
  absWorkingDir: root,
  entryPoints: linked,
  entryNames: 'assets/[name]-[hash]',
  chunkNames: 'assets/[name]-[hash]',
  assetNames: 'assets/[name]-[hash]',
  publicPath: '/',
  splitting: true,
  outdir: `${out}web`,
  bundle: true,
  minify: true,
  platform: 'browser',
  target: ['es2022'],
  format: 'esm',
  loader: { '.svg': 'copy' },
  plugins: [forTheBrowser, wordsApart, addresses],
  metafile: true,
  logLevel: 'warning',
});

await Promise.all([server, client.then(finishClient)]);
await writeFile(`${out}stamp`, stamp);

/** Changes with any of the sources. */
async function stampOf(...sources) {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) {
    const below = source.includes('.')
      ? []
      : await readdir(root + source, { recursive: true, withFileTypes: true });
    const files = below.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of source.includes('.') ? [root + source] : files.sort())
      hash.update(`${file}\n`).update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Writes the built names where they are asked for, and lays a compressed twin beside every file. */
async function finishClient({ metafile }) {
  const scripts = [];
  const names = await drawIcons();
  const assets = [];
  for (const [path, { inputs, entryPoint }] of Object.entries(metafile.outputs)) {
    const file = basename(path);
    assets.push(`/assets/${file}`);
    if (file.endsWith('.js')) scripts.push(path);
    // A copied file has no entry point of its own; its one input tells where it came from.
    const source = entryPoint ?? Object.keys(inputs)[0];
    if (linked.includes(source)) names.set(basename(source), file);
  }
  await Promise.all(scripts.map((path) => squeeze(root + path)));
  const pages = ['index.html', 'offline.html', 'manifest.webmanifest'];
  const texts = await Promise.all(pages.map((page) => nameFiles(page, names)));
  await buildServiceWorker(assets, hashOf(texts.join()));
  const files = [...pages, 'service-worker.js', ...assets];
  await Promise.all(files.map((file) => compress(join(out, 'web', file))));
}

/** Puts the built names in the place of the sources' own. */
async function nameFiles(page, names) {
  const source = await readFile(`${root}web/${page}`, 'utf8');
  const text = source.replace(/"\/([\w-]+\.(?:ts|css|svg|png))"/g, (_, name) => {
    if (!names.has(name)) throw new Error(`web/${page} names ${name}, which the build does not make`);
    return `"/assets/${names.get(name)}"`;
  });
  await writeFile(`${out}web/${page}`, text);
  return text;
}

/** At the root, so that it is in charge of every address. It is told what to keep, and changes whenever that does. */
function buildServiceWorker(files, version) {
  return build({
    absWorkingDir: root,
    entryPoints: ['web/app/service-worker.ts'],
    outfile: `${out}web/service-worker.js`,
    bundle: true,
    minify: true,
    target: ['es2022'],
    define: { built: JSON.stringify({ version, files }) },
    logLevel: 'warning',
  });
}

/** The icons that want pixels, made of the drawing, so that there is one of it. By their names in the sources. */
async function drawIcons() {
  const drawing = `${root}web/icon.svg`;
  const draw = (size) => sharp(drawing, { density: size * 3 }).resize(size, size);
  // Where the device cuts the shape or fills what is clear, the drawing stands within the safe zone on paper.
  const onPaper = async (size) => {
    const paper = { width: size, height: size, channels: 4, background: '#edf0f4' };
    const mark = await draw(Math.round(size * 0.6)).toBuffer();
    return sharp({ create: paper }).composite([{ input: mark }]);
  };
  const icons = {
    'icon-192.png': draw(192),
    'icon-512.png': draw(512),
    'icon-maskable.png': await onPaper(512),
    'icon-touch.png': await onPaper(180),
  };
  await mkdir(`${out}web/assets`, { recursive: true });
  const names = new Map();
  for (const [name, icon] of Object.entries(icons)) {
    const bytes = await icon.png({ compressionLevel: 9, palette: true }).toBuffer();
    names.set(name, name.replace('.png', `-${hashOf(bytes)}.png`));
    await writeFile(`${out}web/assets/${names.get(name)}`, bytes);
  }
  return names;
}

/** In the manner of esbuild's own. */
function hashOf(content) {
  return createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
}

/** esbuild is quick, terser thorough: a kilobyte of the first load, compressed. */
async function squeeze(path) {
  const { code } = await minify(await readFile(path, 'utf8'), {
    module: true,
    ecma: 2020,
    compress: { passes: 2, unsafe_arrows: true },
  });
  await writeFile(path, code);
}

async function compress(path) {
  const content = await readFile(path);
  const quality = { [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY };
  await Promise.all([
    toBrotli(content, { params: quality }).then((bytes) => writeFile(`${path}.br`, bytes)),
    // zopfli looks longer for the same format: 4 % less than zlib at its best.
    toGzip(content, { numiterations: 5 }).then((bytes) => writeFile(`${path}.gz`, bytes)),
  ]);
}
