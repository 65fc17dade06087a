import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const entry = fileURLToPath(new URL('../../../src/demo-site/index.ts', import.meta.url));

/**
 * Starts the demo site in this process, so that a server under test spends nothing on it. `read` fetches JSON from the
 * site as its main user. `folder` takes the site's bundle.
 */
export async function openDemoSite(folder) {
  const outfile = path.join(folder, 'demo-site.mjs');
  const banner = { js: "import{createRequire as c}from'node:module';const require=c(import.meta.url);" };
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner,
  });
  const { startDemoSite } = await import(pathToFileURL(outfile).href);
  const site = await startDemoSite();
  const authorization = `Basic ${Buffer.from(`${site.email}:${site.apiToken}`).toString('base64')}`;
  const read = async (target) => {
    const response = await fetch(`${site.url}${target}`, { headers: { authorization } });
    if (!response.ok) throw new Error(`the demo site answered ${response.status} to ${target}`);
    return response.json();
  };
  return { ...site, authorization, read };
}
