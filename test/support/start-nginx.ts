import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { repositoryRoot } from './bins.ts';
import { ensureProgram } from './ensure-program.ts';
import { exchange, readText } from './event-stream.ts';
import { StartedProgram } from './started-program.ts';

/**
 * Starts nginx with the project's own `nginx.conf`. Only the addresses differ, for the test's replicas have ports and no
 * names, and the folder of the logs: `replicas` are the URLs of mcp-sse-1, mcp-sse-2, and so on.
 */
export async function startNginx(replicas: readonly string[]): Promise<{ readonly url: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nginx-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const port = await freePort();
  const config = path.join(folder, 'nginx.conf');
  writeFileSync(config, configFor(replicas, port).replaceAll('/var/log/nginx', folder));
  const globals = `daemon off; pid ${folder}/nginx.pid;`;
  const nginx = new StartedProgram(ensureProgram('nginx'), ['-p', folder, '-c', config, '-g', globals]);
  onTestFinished(async () => {
    await nginx.stop('SIGTERM'); // a master that is killed leaves its workers
  });
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([untilAnswers(url), nginx.exited.then(() => Promise.reject(new Error(nginx.stderr.text)))]);
  return { url };
}

function configFor(replicas: readonly string[], port: number): string {
  const named = readFileSync(path.join(repositoryRoot, 'nginx.conf'), 'utf8');
  const placed = named.replace(/mcp-sse-(\d+):8000/g, (name, number) => {
    const replica = replicas[Number(number) - 1];
    if (replica === undefined) throw new Error(`nginx.conf names ${name}, and the test has no such replica.`);
    return new URL(replica).host;
  });
  return placed.replace('listen 80;', `listen 127.0.0.1:${port};`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Any answer will do: it listens. */
async function untilAnswers(url: string): Promise<void> {
  for (;;) {
    try {
      await readText((await exchange('GET', url)).body);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
