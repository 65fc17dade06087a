import { once } from 'node:events';
import type { Cluster, Redis } from 'ioredis';
import type { RedisScript } from './redis-scripts.ts';
import { parseRedisUrl, type RedisTarget } from './redis-url.ts';

/** Longest wait between two attempts to reach Redis. Milliseconds. */
export const MAX_BACKOFF_MS = 2_000;
/** A name that resolves slowly, or a handshake over TLS, is no lost Redis. Milliseconds. */
const MIN_CONNECT_MS = 1_000;
const CLOSED = 'the connection is closed';
const TIMED_OUT = 'it does not answer in time';
/** A wait is cut into so many. */
const PARTS = 4;

export type RedisReply = null | number | Buffer | readonly RedisReply[];

/** One run of a script. */
export interface ScriptCall {
  readonly script: RedisScript;
  readonly key: string;
  readonly args: readonly (string | number | Buffer)[];
}

/**
 * One connection to Redis, or one to each node of a cluster, that is made again whenever it is lost. What is sent while there
 * is none fails at once, and nothing is sent twice on its own account: except in a cluster, where a command follows its key.
 */
export class RedisConnection {
  /** Redis can be asked from now on. */
  onUp: () => void = () => {};
  /** It cannot, and why: without credentials. */
  onDown: (why: string) => void = () => {};
  readonly #url: string;
  readonly #timeoutMs: number;
  #secrets: readonly string[] = [];
  #client: Redis | Cluster | undefined;
  #isClosed = false;

  /** `timeoutMs` is the longest wait for an answer. */
  constructor(url: string, timeoutMs: number) {
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }

  /** Begins to connect. Rejects for a URL that is none. */
  async open(): Promise<void> {
    const target = parseRedisUrl(this.#url);
    this.#secrets = [target.password ?? '', target.username ?? ''].filter((secret) => secret !== '');
    const client = await createClient(target, this.#timeoutMs);
    let why = CLOSED;
    client.on('error', (error: unknown) => {
      why = this.#describe(error);
      if (!this.#isClosed) this.onDown(why);
    });
    client.on('close', () => {
      if (!this.#isClosed) this.onDown(why);
    });
    client.on('ready', () => {
      why = CLOSED;
      if (!this.#isClosed) this.onUp();
    });
    this.#client = client;
    client.connect().catch(() => {}); // 'error' has told why, and it is tried again
  }

  /** Waits until Redis can be asked, for `ms` at most. Tells whether it can. */
  async untilUp(ms: number): Promise<boolean> {
    const client = this.#client;
    if (client === undefined || client.status === 'ready') return client !== undefined;
    return once(client, 'ready', { signal: AbortSignal.timeout(ms) }).then(
      () => true,
      () => client.status === 'ready',
    );
  }

  /** Runs scripts in one go. The answers are in the order of the calls; one that failed is an `Error`. Never rejects. */
  async run(calls: readonly ScriptCall[]): Promise<(RedisReply | Error)[]> {
    const answers = await this.#send(calls, ({ sha }) => ['evalsha', sha]);
    const unknown = calls.filter((_, index) => isUnknownScript(answers[index]));
    if (unknown.length === 0) return answers;
    const again = await this.#send(unknown, ({ text }) => ['eval', text]);
    return answers.map((answer) => (isUnknownScript(answer) ? (again.shift() ?? null) : answer));
  }

  /** Runs one script. Rejects where that fails. */
  async call(script: RedisScript, key: string, ...args: ScriptCall['args']): Promise<RedisReply> {
    const [answer = null] = await this.run([{ script, key, args }]);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  close(): void {
    this.#isClosed = true;
    this.#client?.disconnect();
  }

  async #send(
    calls: readonly ScriptCall[],
    command: (script: RedisScript) => [name: string, script: string],
  ): Promise<(RedisReply | Error)[]> {
    const client = this.#client;
    if (client === undefined) return calls.map(() => new Error(CLOSED));
    const commands = calls.map(({ script, key, args }) => {
      const [name, text] = command(script);
      return { name, args: [text, 1, key, ...args] };
    });
    if (commands.length > 1 && !client.isCluster) {
      const pipeline = client.pipeline();
      for (const { name, args } of commands) pipeline.callBuffer(name, args);
      const answers = pipeline
        .exec()
        .then((all) => (all ?? []).map(([error, reply]) => (error === null ? toReply(reply) : this.#toError(error))));
      return inTime(answers, this.#timeoutMs, () => commands.map(() => new Error(TIMED_OUT)));
    }
    // In a cluster each goes its own way, and is sent on where its key has moved.
    const answers = commands.map(({ name, args }) => {
      const answer = client.callBuffer(name, args).then(toReply, (error: unknown) => this.#toError(error));
      return inTime<RedisReply | Error>(answer, this.#timeoutMs, () => new Error(TIMED_OUT));
    });
    return Promise.all(answers);
  }

  #toError(error: unknown): Error {
    return new Error(this.#describe(error));
  }

  /** Without what was sent, which the errors of ioredis hold, and without credentials. */
  #describe(error: unknown): string {
    // The error of a cluster says only that all nodes failed; the last of them says why.
    const cause = error instanceof Error && 'lastNodeError' in error ? (error.lastNodeError ?? error) : error;
    const text = (cause instanceof Error && cause.message) || 'it does not answer';
    return this.#secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text);
  }
}

/** ioredis is loaded by the first bridge that needs it. */
async function createClient(target: RedisTarget, timeoutMs: number): Promise<Redis | Cluster> {
  const ioredis = await import('ioredis');
  const { kind, isTls, nodes, name, db, username, password } = target;
  const backoff = (attempt: number): number => Math.min(50 * 2 ** (attempt - 1), MAX_BACKOFF_MS);
  const options = {
    username,
    password,
    connectionName: 'mcp-bridge',
    lazyConnect: true,
    connectTimeout: Math.max(timeoutMs, MIN_CONNECT_MS),
    socketTimeout: 4 * timeoutMs, // a connection that says nothing is replaced
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'), // its node is no longer the master
    ...(isTls && { tls: {} }),
  };
  if (kind === 'cluster') {
    return new ioredis.Cluster([...nodes], {
      redisOptions: options,
      lazyConnect: true,
      enableOfflineQueue: false,
      clusterRetryStrategy: backoff,
      slotsRefreshTimeout: Math.max(timeoutMs, MIN_CONNECT_MS),
    });
  }
  const single = { ...options, db, enableOfflineQueue: false, retryStrategy: backoff };
  if (kind === 'single') return new ioredis.Redis({ ...single, ...nodes[0] });
  return new ioredis.Redis({
    ...single,
    sentinels: [...nodes],
    name,
    sentinelRetryStrategy: backoff,
    ...(isTls && { enableTLSForSentinelMode: true, sentinelTLS: {} }),
  });
}

/**
 * Waits for an answer, and gives `otherwise` after `timeoutMs`. In parts: a process that is starved finds its timer due before
 * it has read what came meanwhile.
 */
function inTime<Answer>(answer: Promise<Answer>, timeoutMs: number, otherwise: () => Answer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let partsLeft = PARTS;
    const timer = setTimeout(() => {
      partsLeft -= 1;
      if (partsLeft > 0) timer.refresh();
      else resolve(otherwise());
    }, timeoutMs / PARTS);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function isUnknownScript(answer: RedisReply | Error | undefined): boolean {
  return answer instanceof Error && answer.message.startsWith('NOSCRIPT');
}

/** What scripts return is of these kinds only. */
function toReply(reply: unknown): RedisReply {
  return reply as RedisReply;
}
