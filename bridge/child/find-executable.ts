import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The absolute path of what the system would run: a name is looked for in the folders of `searchPath`, anything with a
 * slash from `folder`. Undefined where there is none, or none that may be executed.
 */
export function findExecutable(file: string, searchPath: string, folder: string): string | undefined {
  const folders = file.includes('/') ? [folder] : searchPath.split(':').map((entry) => path.resolve(folder, entry));
  return folders.map((entry) => path.resolve(entry, file)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile(); // a folder may be "executed" too
  } catch {
    return false;
  }
}
