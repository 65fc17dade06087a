import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';

const entry = `
import { runServer } from './server-core/main.ts';
await runServer({ env: process.env });
`;

/** Bundles server-core as it is now into one file for the tests of this file; read its path when a test runs. */
export function serverCoreBundle(): { readonly file: string } {
  let folder: string | undefined;
  const fileIn = (): string => path.join(folder ?? missing(), 'server-core.mjs');
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'server-core-'));
    await build({
      stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
      outfile: fileIn(),
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      banner: { js: "import{createRequire as c}from'node:module';const require=c(import.meta.url);" },
    });
  });
  afterAll(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true });
  });
  return {
    get file() {
      return fileIn();
    },
  };
}

function missing(): never {
  throw new Error('The bundle is made before the first test, not when the file is read.');
}
