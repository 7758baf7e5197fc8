// Builds the server and the browser client into .build/. Run by `npm start` and `npm test`; takes about three seconds.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

const root = new URL('.', import.meta.url).pathname;
const out = `${root}.build/`;
await rm(out, { recursive: true, force: true });

const server = build({
  absWorkingDir: root,
  entryPoints: ['api/main.ts'],
  outfile: `${out}api/main.js`,
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
// parts: a dozen files that compress badly. As every part imports main.ts as well, all of the first load is one file.
const forTheBrowser = {
  name: 'for-the-browser',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]web[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const first = firstLoad(path) ? `\nimport ${JSON.stringify(`${root}${firstLoad(path)}`)};` : '';
      return { contents: lighter(source) + first, loader: 'ts' };
    });
  },
};

/** What is on the page already when the part in this file is fetched: an open chat, or the page around any view. */
function firstLoad(path) {
  if (/\/web\/panels\/(composer|details|message|search|whisper)\//.test(path)) return 'web/views/chat.ts';
  return /\/web\/(panels\/|views\/chat\.ts)/.test(path) ? 'web/main.ts' : null;
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
    onLoad({ filter: /avatars\.svg$/ }, async ({ path }) => ({
      contents: await readFile(path),
      loader: 'file',
    }));
  },
};

/** What index.html names. */
const linked = ['web/main.ts', 'web/style.css', 'web/icon.svg'];

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

/** Writes the built names into the page, and lays a compressed twin beside every file. */
async function finishClient({ metafile }) {
  let page = await readFile(`${root}web/index.html`, 'utf8');
  const files = [`${out}web/index.html`];
  for (const [path, { inputs, entryPoint }] of Object.entries(metafile.outputs)) {
    const file = basename(path);
    files.push(`${out}web/assets/${file}`);
    // A copied file has no entry point of its own; its one input tells where it came from.
    const source = entryPoint ?? Object.keys(inputs)[0];
    if (!linked.includes(source)) continue;
    const name = basename(source);
    if (!page.includes(`/${name}"`)) throw new Error(`web/index.html does not name ${name}`);
    page = page.replaceAll(`/${name}"`, `/assets/${file}"`);
  }
  await writeFile(`${out}web/index.html`, page);
  await Promise.all(files.filter((path) => path.endsWith('.js')).map(squeeze));
  await Promise.all(files.map(compress));
}

/** esbuild is quick, terser thorough: a kilobyte of the first load, compressed. */
async function squeeze(path) {
  const { code } = await minify(await readFile(path, 'utf8'), { module: true, ecma: 2020 });
  await writeFile(path, code);
}

async function compress(path) {
  const content = await readFile(path);
  const quality = { [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY };
  await Promise.all([
    toBrotli(content, { params: quality }).then((bytes) => writeFile(`${path}.br`, bytes)),
    toGzip(content, { level: zlib.Z_BEST_COMPRESSION }).then((bytes) => writeFile(`${path}.gz`, bytes)),
  ]);
}
