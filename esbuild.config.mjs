import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** `npm run build`: one self-contained file for each command, and the licences of what is inside. */
const entryPoints = ['src/mcp-jira-confluence.ts', 'src/mcp-jira-confluence-sse.ts'];
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

/** Bundled CommonJS packages ask for Node's own modules with `require`, which an ES module lacks. */
const requireInModules =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * Loads Node's own modules when the code that wants them runs first. As plain imports they would all be loaded at
 * start, those of parts that are seldom used too: 2 MB for each of a bridge's children.
 */
const builtinsOnDemand = {
  name: 'builtins-on-demand',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) =>
      kind === 'import-statement' && isBuiltin(path) ? { path, namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: `module.exports = require('${path}')` }));
  },
};

/** What `server-core/serving/listed.ts` says of all tools and prompts, made here once instead of in each process. */
async function listEverything() {
  const contents = `
    import { products } from './server-core/products.ts';
    import { listEverything } from './server-core/serving/listed.ts';
    const tools = products.flatMap(({ toolsets }) => toolsets.flatMap((toolset) => toolset.tools));
    export const listed = listEverything(tools, products.flatMap(({ prompts }) => prompts));`;
  const folder = await mkdtemp(path.join(tmpdir(), 'listed-'));
  const outfile = path.join(folder, 'listed.mjs');
  await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: requireInModules },
  });
  const { listed } = await import(pathToFileURL(outfile));
  await rm(folder, { recursive: true });
  return JSON.stringify(listed);
}

const { outputFiles, metafile } = await build({
  entryPoints,
  outdir: 'dist',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'none',
  banner: {
    js: `#!/usr/bin/env node\n${requireInModules}`,
  },
  loader: { '.lua': 'text' },
  plugins: [builtinsOnDemand],
  define: { __VERSION__: JSON.stringify(version), __LISTED__: JSON.stringify(await listEverything()) },
  metafile: true,
  write: false,
}).catch(() => process.exit(1)); // esbuild has told why

await mkdir('dist', { recursive: true });
for (const { path: file, contents } of outputFiles) await writeWhole(file, contents, 0o755);
await writeWhole('dist/THIRD_PARTY_LICENSES.txt', await licencesOf(metafile), 0o644);
await removeLeftovers('dist', [...outputFiles.map((file) => path.basename(file.path)), 'THIRD_PARTY_LICENSES.txt']);

/** Writes beside the file and renames, so that a program that starts meanwhile never reads half a file. */
async function writeWhole(file, contents, mode) {
  const unfinished = `${file}.${process.pid}.tmp`;
  await writeFile(unfinished, contents);
  await chmod(unfinished, mode);
  await rename(unfinished, file);
}

async function removeLeftovers(folder, wanted) {
  const files = await readdir(folder);
  const leftovers = files.filter((file) => !wanted.includes(file) && !file.endsWith('.tmp'));
  await Promise.all(leftovers.map((file) => rm(path.join(folder, file), { recursive: true })));
}

/** Name, version and licence text of every package that has code in the bundles. */
async function licencesOf({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([input]) => packageFolderOf(input));
  const folders = [...new Set(used.filter((folder) => folder !== undefined))].sort();
  return `${(await Promise.all(folders.map(licenceOf))).join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function packageFolderOf(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

async function licenceOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const texts = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  if (texts.length === 0 && !license)
    throw new Error(`${name}@${version} is bundled, but says nothing of its licence.`);
  const contents = await Promise.all(texts.map((file) => readFile(path.join(folder, file), 'utf8')));
  return `${name}@${version} (${license})\n\n${contents.join('\n').trim() || `License: ${license}`}\n`;
}
