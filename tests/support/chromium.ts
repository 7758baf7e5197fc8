import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Chromium {
  executablePath: string;
  /** What it needs in its environment: its libraries and a font, so that a bare machine is enough. */
  env: Record<string, string>;
}

// The package's own configuration knows only folders of a cloud function. A bare machine has the one font unpacked
// here; the system's fonts, where there are any, bring the scripts and emoji that it lacks.
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

const run = promisify(execFile);
const project = path.resolve(import.meta.dirname, '../..');

/**
 * Unpacks the Chromium that is inside the npm package: once for each version, into node_modules/.cache. The package
 * by itself unpacks to /tmp/chromium and trusts whatever it finds there. HOLDLINE_TEST_CHROMIUM names another browser.
 */
export async function installChromium(): Promise<Chromium> {
  const own = process.env.HOLDLINE_TEST_CHROMIUM;
  if (own) return { executablePath: own, env: {} };
  const folder = path.join(project, 'node_modules/.cache', `chromium-${await packageVersion()}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'), FONTCONFIG_PATH: path.join(folder, 'fonts') },
  };
}

async function packageVersion(): Promise<string> {
  try {
    // <package>/build/cjs/index.cjs is what the name resolves to; package.json itself is not exported.
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const { version } = JSON.parse(
      await readFile(path.join(path.dirname(entry), '../../package.json'), 'utf8'),
    );
    return version;
  } catch (cause) {
    throw new Error('The browser tests need @sparticuz/chromium: run "npm ci" without --omit=dev.', {
      cause,
    });
  }
}

async function unpack(folder: string): Promise<void> {
  if (process.platform !== 'linux') {
    throw new Error(
      `The browser of the tests is a Linux program; on ${process.platform} run them in a container.`,
    );
  }
  await mkdir(path.dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}-`);
  // In a process of its own, because the package changes the environment of the one that imports it. TMPDIR tells it
  // where to unpack, AWS_EXECUTION_ENV that this machine may lack the libraries.
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  const env = { PATH: process.env.PATH, TMPDIR: temporary, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  await run(process.execPath, ['--input-type=module', '-e', script], { cwd: project, env });
  await writeFile(path.join(temporary, 'fonts/fonts.conf'), fontsConfiguration);
  await moveInto(folder, temporary);
}

/** Whole or not at all; when another process was quicker, its copy is as good. */
async function moveInto(folder: string, temporary: string): Promise<void> {
  try {
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
