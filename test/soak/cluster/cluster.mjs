import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { childrenOf } from '../processes.mjs';
import { TcpProxy } from './tcp-proxy.mjs';

const SERVER = fileURLToPath(new URL('../../fixtures/children/keeps-books.mjs', import.meta.url));
const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
const TAGS = ['r1', 'r2', 'r3'];
const START_MS = 30_000;

/** A lost replica's sessions go on elsewhere after this. Milliseconds. */
export const LEASE_MS = 3000;

/** A hung replica is noticed soon, at the price of a sign of life each second on each stream. */
const QUICK = ['--keep-alive', '1s', '--stream-after', '1s', '--retry', '1s'];
const READ_TIMEOUT = '3s';

/** Redis, three replicas and nginx before them, each a real process of its own. */
export class Cluster {
  /** Where each write has left its token. */
  book;
  url;
  replicas = [];
  #folder;
  #bridgeFile;
  #nginx;
  #redis;
  #redisPort;
  #redisProxies = [];
  #isClosing = false;

  /** `poolMin`: warm children of each replica, so many as a lost one's sessions need at once. */
  static async start({ bridgeFile, affinity = true, poolMin = 8 }) {
    const cluster = new Cluster();
    cluster.#bridgeFile = path.resolve(bridgeFile);
    cluster.#folder = mkdtempSync(path.join(tmpdir(), 'cluster-'));
    cluster.book = path.join(cluster.#folder, 'book');
    writeFileSync(cluster.book, '');
    cluster.#redisPort = await freePort();
    await cluster.startRedis();
    for (const tag of TAGS) {
      const redis = await TcpProxy.to(cluster.#redisPort);
      cluster.#redisProxies.push(redis);
      cluster.replicas.push({ tag, port: await freePort(), redis, poolMin });
    }
    await Promise.all(cluster.replicas.map((replica) => cluster.startReplica(replica)));
    await cluster.#startNginx(affinity);
    return cluster;
  }

  async startRedis() {
    const words = ['--bind', '127.0.0.1', '--port', this.#redisPort, '--dir', this.#folder, '--appendonly', 'yes'];
    this.#redis = spawn(findProgram('redis-server'), words.map(String), { stdio: ['ignore', 'pipe', 'ignore'] });
    await lineOf(this.#redis.stdout, /Ready to accept connections/);
    this.#redis.stdout.resume();
  }

  async killRedis() {
    this.#redis.kill('SIGKILL');
    await once(this.#redis, 'exit');
  }

  async startReplica(replica) {
    const options = [
      ['--port', replica.port],
      ['--replica-tag', replica.tag],
      ['--redis', `redis://127.0.0.1:${replica.redis.port}`],
      ['--cluster-secret', 'of the cluster under test'],
      ['--recovery', 'replay'],
      ['--lease', `${LEASE_MS}ms`],
      ['--pool-min', replica.poolMin],
      ['--max-children', '400'],
      ['--shutdown-grace', '10s'],
      QUICK,
    ];
    const words = [this.#bridgeFile, ...options.flat().map(String), '--', process.execPath, SERVER, this.book];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.on('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0 && !this.#isClosing) replica.crash = `code ${code}, signal ${signal}`;
    });
    replica.process = child;
    replica.log ??= [];
    const isUp = lineOf(child.stderr, /bridge is listening/, (line) => replica.log.push(line));
    await Promise.race([isUp, delay(START_MS).then(() => Promise.reject(new Error(replica.log.slice(-5).join('\n'))))]);
  }

  /** Resolves when as many children of a replica wait for sessions as it wants to have. */
  async hasFilledPool({ port, poolMin }) {
    const untilMs = performance.now() + START_MS;
    for (;;) {
      const { bridge } = await fetch(`http://127.0.0.1:${port}/health`).then((answer) => answer.json());
      if (bridge.children.warm >= poolMin) return;
      if (performance.now() > untilMs) throw new Error(`only ${bridge.children.warm} of ${poolMin} children are warm`);
      await delay(100);
    }
  }

  children() {
    return this.replicas.flatMap(({ process: { pid } }) => childrenOf(pid));
  }

  async reloadNginx() {
    this.#nginx.kill('SIGHUP');
  }

  async close() {
    this.#isClosing = true;
    for (const { process: child } of this.replicas) child.kill('SIGCONT');
    const processes = [...this.replicas.map((replica) => replica.process), this.#nginx, this.#redis];
    await Promise.all(processes.map(stop));
    for (const proxy of this.#redisProxies) proxy.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #startNginx(affinity) {
    const port = await freePort();
    const config = path.join(this.#folder, 'nginx.conf');
    const words = [
      ['--replicas', this.replicas.map((replica) => `127.0.0.1:${replica.port}`).join()],
      ['--listen', `127.0.0.1:${port}`],
      ['--read-timeout', READ_TIMEOUT],
      ['--connections-per-client', '0'],
      ['--log-dir', this.#folder],
      affinity ? [] : ['--no-affinity'],
    ];
    writeFileSync(config, execFileSync(process.execPath, [this.#bridgeFile, 'nginx', ...words.flat()]));
    const globals = `daemon off; pid ${this.#folder}/nginx.pid;`;
    const nginxWords = ['-p', this.#folder, '-c', config, '-g', globals];
    this.#nginx = spawn(findProgram('nginx'), nginxWords, { stdio: 'ignore' });
    this.url = `http://127.0.0.1:${port}`;
    for (let left = START_MS; left > 0; left -= 50) {
      const isUp = await fetch(`${this.url}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isUp) return;
      await delay(50);
    }
    throw new Error('nginx does not answer');
  }
}

async function stop(child) {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await exited;
  clearTimeout(impatience);
}

/** Resolves at the first line like that, and goes on reading. */
function lineOf(stream, wanted, take = () => {}) {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stream });
    lines.on('line', (line) => {
      take(line);
      if (wanted.test(line)) resolve(line);
    });
    lines.on('close', () => reject(new Error(`ended before it said ${wanted}`)));
  });
}

function findProgram(name) {
  const file = FOLDERS.map((folder) => path.join(folder, name)).find((one) => existsSync(one));
  if (file === undefined) throw new Error(`This needs ${name}. Install it (on Debian: apt-get install ${name}).`);
  return file;
}

/** Below those that the system gives to connections: a replica that starts again wants the same one. */
const PORTS = { least: 20_000, most: 30_000 };

async function freePort() {
  for (;;) {
    const port = PORTS.least + Math.floor(Math.random() * (PORTS.most - PORTS.least));
    const server = net.createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    server.close();
    if (isFree) return port;
  }
}
