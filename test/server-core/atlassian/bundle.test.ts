import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neutralEnvironment } from '../../support/neutral-environment.ts';
import { startScriptedSite } from '../../support/scripted-site.ts';
import { startProxy } from '../../support/start-proxy.ts';
import { startTlsSite, tlsFile } from '../../support/start-tls-site.ts';

/** Asks the configured Jira for `/it` and prints the answer. */
const entry = `
import { RestClient } from './server-core/atlassian/rest-client.ts';
import { readSiteConfig } from './server-core/atlassian/site-config.ts';
import { createLog } from './server-core/log.ts';
import { secretsOf } from './server-core/secrets.ts';

const config = readSiteConfig(process.env, 'JIRA', 'Jira');
const client = new RestClient(config, config.url, createLog(process.env, secretsOf(process.env)));
console.log(JSON.stringify(await client.request({ path: '/it', signal: new AbortController().signal })));
client.close();
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rest-client-'));
  await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    outfile: path.join(folder, 'ask.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    banner: { js: "import{createRequire as c}from'node:module';const require=c(import.meta.url);" },
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs that with a Jira token and these variables. */
function run(variables: Record<string, string>) {
  const env = { ...neutralEnvironment(), JIRA_PERSONAL_TOKEN: 'token-of-mia', MCP_LOG_LEVEL: 'debug', ...variables };
  return execa(process.execPath, [path.join(folder, 'ask.mjs')], { env, extendEnv: false });
}

describe('in one file and a process of its own', () => {
  it.each(['https', 'http'])(
    'a proxy for %s works, and no password or token is shown with DEBUG=* (P-SECRET)',
    async (scheme) => {
      const port =
        scheme === 'https'
          ? (await startTlsSite()).port
          : Number(new URL((await startScriptedSite({ 'GET /it': { ok: true } })).url).port);
      const proxy = await startProxy({ port, credentials: 'mia:pass-of-mia' });
      const { stdout, stderr } = await run({
        JIRA_URL: `${scheme}://jira.example`,
        JIRA_PROXY: `http://mia:pass-of-mia@127.0.0.1:${proxy.port}`,
        JIRA_CA_FILE: tlsFile('ca.pem'),
        DEBUG: '*',
      });
      expect(JSON.parse(stdout)).toEqual({ ok: true });
      expect(stderr).not.toMatch(/(?:pass|token)-of-mia|bWlhOnBhc3Mtb2YtbWlh/);
      expect(stderr).toContain('request answered');
      expect(proxy.requests).toHaveLength(1);
    },
  );

  it('JIRA_CA_FILE does not take the place of NODE_EXTRA_CA_CERTS', async () => {
    const site = await startTlsSite();
    const { stdout } = await run({
      JIRA_URL: site.url,
      JIRA_CA_FILE: tlsFile('client.pem'),
      NODE_EXTRA_CA_CERTS: tlsFile('ca.pem'),
    });
    expect(JSON.parse(stdout)).toEqual({ ok: true });
  });
});
