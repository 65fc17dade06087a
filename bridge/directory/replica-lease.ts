import { setTimeout as delay } from 'node:timers/promises';
import { ClusterSecretDiffersError, ReplicaTagTakenError } from '../errors.ts';
import type { Replica } from './directory.ts';
import type { RedisConnection, RedisReply } from './redis-connection.ts';
import { redisScripts } from './redis-scripts.ts';
import type { SessionKeys } from './session-keys.ts';

/** The fingerprint of the secret is kept for this long after the last replica has gone. Milliseconds. */
const SECRET_TTL_MS = 24 * 3_600_000;

export interface LeaseOptions {
  readonly replicaId: string;
  readonly replicaTag: string;
  readonly redisPrefix: string;
  readonly leaseMs: number;
}

/** A lease in Redis, and how long it runs. */
interface HeldLease {
  readonly replica: Replica;
  readonly leftMs: number;
}

/** The sign of life of this replica, and those of the others. */
export class ReplicaLease {
  /** Other replicas that lived at the last renewal. */
  peers: readonly Replica[] = [];
  readonly #connection: RedisConnection;
  readonly #keys: SessionKeys;
  readonly #options: LeaseOptions;
  /** What the lease says: JSON of a `Replica`. */
  #text = '';

  constructor(connection: RedisConnection, keys: SessionKeys, options: LeaseOptions) {
    this.#connection = connection;
    this.#keys = keys;
    this.#options = options;
  }

  /**
   * Takes the lease, and waits for one that nobody renews to lapse. Rejects with `ClusterSecretDiffersError`, with
   * `ReplicaTagTakenError`, and with what Redis says where it fails.
   */
  async take(url: string): Promise<void> {
    const { replicaId, replicaTag, leaseMs, redisPrefix } = this.#options;
    this.#text = JSON.stringify({ id: replicaId, url } satisfies Replica);
    if (!(await this.#checkSecret())) throw new ClusterSecretDiffersError(redisPrefix);
    for (let before = await this.#holder(); before !== undefined; ) {
      const sinceMs = performance.now();
      await delay(Math.min(before.leftMs, leaseMs / 3) + 1);
      const restMs = before.leftMs - (performance.now() - sinceMs);
      const now = await this.#holder();
      // Whoever lives has made it longer by a third meanwhile.
      const isAlive = now !== undefined && (now.replica.id !== before.replica.id || now.leftMs > restMs + leaseMs / 6);
      if (isAlive) throw new ReplicaTagTakenError(replicaTag, now.replica.url);
      before = now;
    }
    await this.renew();
  }

  /**
   * Makes the lease run anew, and looks who else lives. `lapsed`: Redis had it no more; a replica: that one has taken it.
   * Rejects with what Redis says where it fails.
   */
  async renew(): Promise<'held' | 'lapsed' | Replica> {
    const { replicaId, leaseMs, redisPrefix } = this.#options;
    const [held, secret, met] = await this.#connection.run([
      this.#hold(),
      { script: redisScripts.checkSecret, key: this.#keys.secret, args: [this.#keys.fingerprint, SECRET_TTL_MS] },
      { script: redisScripts.meetReplicas, key: this.#keys.replicas, args: [this.#text, leaseMs] },
    ]);
    for (const answer of [held, secret, met]) if (answer instanceof Error) throw answer;
    if (secret !== 1) throw new ClusterSecretDiffersError(redisPrefix); // Redis was emptied, and others came first
    this.peers = listOf(met)
      .map(readReplica)
      .filter((replica): replica is Replica => replica !== undefined && replica.id !== replicaId);
    const [state, text] = listOf(held);
    return state === 1 ? 'held' : (readReplica(text ?? null) ?? 'lapsed');
  }

  /** The replica that holds the lease of a tag. */
  async read(replicaTag: string): Promise<HeldLease | undefined> {
    const answer = await this.#connection.call(redisScripts.readLease, this.#keys.lease(replicaTag));
    return readHeld(listOf(answer));
  }

  /** Gives it up. Never rejects. */
  async drop(): Promise<void> {
    await this.#connection.run([
      { script: redisScripts.dropLease, key: this.#keys.lease(this.#options.replicaTag), args: [this.#text] },
      { script: redisScripts.leaveReplicas, key: this.#keys.replicas, args: [this.#text] },
    ]);
  }

  /** Takes the lease where it is free; otherwise tells who has it. */
  async #holder(): Promise<HeldLease | undefined> {
    const [answer = null] = await this.#connection.run([this.#hold()]);
    if (answer instanceof Error) throw answer;
    return readHeld(listOf(answer).slice(1));
  }

  #hold() {
    const { replicaTag, leaseMs } = this.#options;
    return { script: redisScripts.holdLease, key: this.#keys.lease(replicaTag), args: [this.#text, leaseMs] };
  }

  async #checkSecret(): Promise<boolean> {
    const { secret, fingerprint } = this.#keys;
    return (await this.#connection.call(redisScripts.checkSecret, secret, fingerprint, SECRET_TTL_MS)) === 1;
  }
}

function readHeld([text = null, leftMs = null]: readonly RedisReply[]): HeldLease | undefined {
  const replica = readReplica(text);
  return replica === undefined ? undefined : { replica, leftMs: Math.max(Number(leftMs), 0) };
}

/** Undefined for what no replica writes. */
function readReplica(text: RedisReply): Replica | undefined {
  if (!Buffer.isBuffer(text)) return undefined;
  try {
    const { id, url } = JSON.parse(text.toString());
    return typeof id === 'string' && typeof url === 'string' ? { id, url } : undefined;
  } catch {
    return undefined;
  }
}

function listOf(reply: RedisReply | Error | undefined): readonly RedisReply[] {
  return Array.isArray(reply) ? reply : [];
}
