import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Source {
  /** From the project's root, with forward slashes: `api/chats/routes.ts`. */
  path: string;
  text: string;
}

export const project = path.resolve(import.meta.dirname, '../..');

/** Every text file below these folders of the project. */
export function readSources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|mjs|css|html|json|md|sh|sql|svg)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ path: path.relative(project, file), text: readFileSync(file, 'utf8') })),
  );
}
