// Runs after every install (`postinstall`) and promises that sqlite3 loads on this machine, or stops with what to do.
// The package's own install script can't promise that: npm may skip it, and a published binary that was linked against
// a newer C library installs without a word and fails only when it is required. So: load it, download it where there is
// none, else build it from the C source that the package carries. Plain JavaScript: it runs before anything is built.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// A real database is opened and asked: a library that loads may still miss a symbol at its first call. It runs in a
// process of its own, for a broken binary can take the process down with it.
const testLoad = `
  const { Database } = require('sqlite3');
  const stop = (error) => { console.error(error.message); process.exit(1); };
  const db = new Database(':memory:', (failed) => {
    if (failed) stop(failed);
    db.get('select sqlite_version() as version', (error) => (error ? stop(error) : db.close()));
  });`;

// The download is 1 MB; a network that drops packets silently must not hang the install.
const downloadMs = 60_000;
const maxOutputBytes = 64 * 1024 * 1024;

const project = createRequire(import.meta.url);
const folder = findFolder();

const firstError = loadError();
if (firstError) {
  const attempts = [];
  if (!existsSync(join(folder, 'build', 'Release', 'node_sqlite3.node'))) attempts.push(download());
  if (loadError()) {
    console.log(
      'sqlite3 has no binary that loads here: building it from source takes about a minute and a half.',
    );
    attempts.push(build());
  }
  if (loadError()) fail(firstError, attempts.join('\n'));
}

function findFolder() {
  try {
    return dirname(project.resolve('sqlite3/package.json'));
  } catch {
    console.error('sqlite3 is not installed: run "npm ci" in the project folder.');
    process.exit(1);
  }
}

/** The reason why sqlite3 does not load, or nothing when it does. */
function loadError() {
  const child = run(process.execPath, ['-e', testLoad], { cwd: import.meta.dirname });
  if (child.status === 0) return undefined;
  const said = child.output.split('\n').find((line) => line.includes('Error:')) ?? child.output;
  return said.trim() || `the process ended with ${child.signal ?? child.status}`;
}

/** Fetches the published binary, as the package's own install script would have done. */
function download() {
  const script = resolveFrom(folder, 'prebuild-install/bin.js');
  if (!script) return 'prebuild-install is not installed';
  return run(process.execPath, [script, '-r', 'napi'], { cwd: folder, timeout: downloadMs }).output;
}

function build() {
  const script = resolveFrom(folder, 'node-gyp/bin/node-gyp.js') ?? nodeGypOfNpm();
  if (!script) return 'node-gyp was found neither beside sqlite3 nor inside npm';
  const args = [script, 'rebuild', '--jobs=max', ...nodeHeaders()];
  return run(process.execPath, args, { cwd: folder }).output;
}

/** With the running node's own headers at hand, node-gyp needs no download; a folder the user names goes first. */
function nodeHeaders() {
  const root = join(dirname(process.execPath), '..');
  const named = process.env.npm_config_nodedir;
  return !named && existsSync(join(root, 'include', 'node', 'node.h')) ? [`--nodedir=${root}`] : [];
}

function nodeGypOfNpm() {
  return process.env.npm_execpath && resolveFrom(process.env.npm_execpath, 'node-gyp/bin/node-gyp.js');
}

function resolveFrom(start, path) {
  try {
    return createRequire(join(start, 'package.json')).resolve(path);
  } catch {
    return undefined;
  }
}

function run(command, args, options) {
  const child = spawnSync(command, args, { encoding: 'utf8', maxBuffer: maxOutputBytes, ...options });
  const output = [child.stderr, child.stdout, child.error?.message].filter(Boolean).join('\n');
  return { status: child.status, signal: child.signal, output };
}

function fail(error, output) {
  const missing = ['python3', 'make', 'g++'].filter((tool) => run(tool, ['--version'], {}).status !== 0);
  const cause = missing.length
    ? `Building it needs ${missing.join(', ')}, not found here.`
    : 'Building it failed though python3, make and g++ are here; the last lines above say why.';
  console.error(output.trim().split('\n').slice(-25).join('\n'));
  console.error(`
sqlite3 does not load on this machine (${error}) and could not be built. ${cause}
Install what is missing and run "npm ci" again:
  Debian, Ubuntu   apt-get install python3 make g++
  Fedora, RHEL     dnf install python3 make gcc-c++
  Alpine           apk add python3 make g++
  macOS            xcode-select --install`);
  process.exit(1);
}
