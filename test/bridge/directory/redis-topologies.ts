import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { type RunningRedis, startRedis } from '../../support/start-redis.ts';
import { tlsFile } from '../../support/start-tls-site.ts';

/** Number of slots of a Redis Cluster. */
const SLOTS = 16_384;

/** A connection of the test's own. It is closed when the test is over. */
export function connectTo(url: string, password?: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, ...(password !== undefined && { password }) });
  onTestFinished(() => redis.disconnect());
  return redis.on('error', () => {});
}

/** A Redis that speaks TLS, with the certificate of the tests' own authority. */
export async function startTlsRedis(): Promise<{ readonly url: string }> {
  const port = await freePort();
  const files = ['--tls-cert-file', tlsFile('site.pem'), '--tls-key-file', tlsFile('site.key')];
  await startRedis(['--tls-port', `${port}`, ...files, '--tls-auth-clients', 'no']);
  return { url: `rediss://localhost:${port}` };
}

/** A master and its replica, and a sentinel that makes the replica the master where that is lost. */
export async function startSentinel(): Promise<{
  readonly url: string;
  readonly master: RunningRedis;
  readonly replica: RunningRedis;
}> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sentinel-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const password = ['--requirepass', 'opensesame', '--masterauth', 'opensesame'];
  const settings = [...password, '--repl-diskless-sync-delay', '0'];
  const master = await startRedis(settings);
  const replica = await startRedis([...settings, '--replicaof', `127.0.0.1 ${master.port}`]);
  const file = path.join(folder, 'sentinel.conf');
  const lines = [
    `sentinel monitor mcp 127.0.0.1 ${master.port} 1`,
    'sentinel auth-pass mcp opensesame',
    'sentinel down-after-milliseconds mcp 500',
    'sentinel failover-timeout mcp 5000',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const sentinel = await startRedis([file, '--sentinel']);
  return { url: `redis+sentinel://:opensesame@127.0.0.1:${sentinel.port}/mcp`, master, replica };
}

/** Three masters that share the slots, and no replicas. */
export async function startRedisCluster(): Promise<{ readonly url: string; readonly nodes: readonly RunningRedis[] }> {
  const settings = ['--cluster-enabled', 'yes', '--cluster-node-timeout', '5000'];
  const nodes = await Promise.all([0, 1, 2].map(() => startRedis(settings)));
  const clients = nodes.map(({ url }) => connectTo(url));
  const share = Math.ceil(SLOTS / nodes.length);
  for (const [index, client] of clients.entries()) {
    const last = Math.min((index + 1) * share, SLOTS) - 1;
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
    await client.call('CLUSTER', 'ADDSLOTSRANGE', index * share, last);
    await client.call('CLUSTER', 'MEET', '127.0.0.1', nodes[0]?.port ?? 0);
  }
  await Promise.all(clients.map(untilWhole));
  const hosts = nodes.map(({ port }) => `127.0.0.1:${port}`);
  return { url: `redis+cluster://${hosts.join(',')}`, nodes };
}

/** Until a node knows of all slots. */
async function untilWhole(client: Redis): Promise<void> {
  for (;;) {
    const state = String(await client.call('CLUSTER', 'INFO'));
    if (state.includes('cluster_state:ok') && state.includes('cluster_known_nodes:3')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
