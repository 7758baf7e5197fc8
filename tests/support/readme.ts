import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { project } from './sources.ts';

/** Where the README's examples expect the server. */
const documentedUrl = 'http://localhost:8000';

/** The README's shell example that stands below the comment `<!-- marker -->`. */
export function readmeExample(marker: string): string {
  const readme = readFileSync(path.join(project, 'README.md'), 'utf8');
  const block = new RegExp(`<!-- ${marker} -->\\s*\`\`\`sh\\n(.*?)\\n\`\`\``, 's');
  const script = readme.match(block)?.[1];
  if (script === undefined) throw new Error(`README.md has no \`\`\`sh block below <!-- ${marker} -->.`);
  return script;
}

/** Runs it as a reader would paste it, with bash and curl, only against `url`. Returns what it prints. */
export async function runExample(script: string, url: string, deadlineMs = 20_000): Promise<string> {
  if (!script.includes(documentedUrl)) throw new Error(`The example does not speak to ${documentedUrl}.`);
  // A step that fails in the middle fails the example; a reader would see it, a test must not miss it.
  const child = spawn('bash', ['-c', `set -euo pipefail\n${script.replaceAll(documentedUrl, url)}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: deadlineMs,
  });
  const [printed, complaints, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code === 127) throw new Error(`The README's examples need bash and curl: install them. ${complaints}`);
  if (code !== 0) throw new Error(`The example ended with ${code ?? signal}.\n${printed}\n${complaints}`);
  return printed;
}
