import { Redis } from 'ioredis';
import { expect, onTestFinished } from 'vitest';

const PATIENCE = { timeout: 30_000 };
/** Scripts that come with each sign of life of a replica: its lease, the fingerprint of the secret, the list of replicas. */
const SCRIPTS_OF_A_SIGN = 3;

/** What Redis was asked since the last `reset`. */
export interface RedisCounts {
  /** Of all replicas together. */
  readonly signsOfLife: number;
  /** Scripts that were about sessions. All that a bridge sends to Redis are scripts. */
  readonly ofSessions: number;
  /** What a script takes of Redis's one core, reading it from its socket not included. Microseconds. */
  readonly scriptMicroseconds: number;
}

/** Looks into a Redis that replicas use: what it is asked, as Redis itself counts it, and what it holds. */
export class RedisWitness {
  readonly #redis: Redis;

  constructor(url: string) {
    this.#redis = new Redis(url);
    onTestFinished(() => this.#redis.disconnect());
  }

  /** Counts from now on. */
  async reset(): Promise<void> {
    await this.#redis.config('RESETSTAT');
  }

  async counts(): Promise<RedisCounts> {
    const info = await this.#redis.info('commandstats');
    const of = (command: string, figure: string): number =>
      Number(new RegExp(`^cmdstat_${command}:.*\\b${figure}=([\\d.]+)`, 'm').exec(info)?.[1] ?? 0);
    const signsOfLife = of('zadd', 'calls');
    return {
      signsOfLife,
      ofSessions: of('evalsha', 'calls') - SCRIPTS_OF_A_SIGN * signsOfLife,
      scriptMicroseconds: of('evalsha', 'usec_per_call'),
    };
  }

  /** Bytes that each session takes, its key and Redis's own tables included (MEMORY USAGE). */
  async bytesOfSessions(): Promise<number[]> {
    const bytes = (await this.#sessions()).map((key) => this.#redis.memory('USAGE', key));
    return (await Promise.all(bytes)).map((one) => one ?? 0);
  }

  /** Resolves when this field of `count` sessions has a value that matches. */
  async untilStored(count: number, field: string, value: RegExp): Promise<void> {
    const matching = async (): Promise<number> => {
      const values = (await this.#sessions()).map((key) => this.#redis.hget(key, field));
      return (await Promise.all(values)).filter((one) => one !== null && value.test(one)).length;
    };
    await expect.poll(matching, PATIENCE).toBe(count);
  }

  /** Resolves when it has the whole handshake of `count` sessions. */
  untilOpened(count: number): Promise<void> {
    return this.untilStored(count, 'j:handshake', /notifications\/initialized/);
  }

  /** Resolves when it has no session any more. */
  async untilEmpty(): Promise<void> {
    await expect.poll(async () => (await this.#sessions()).length, PATIENCE).toBe(0);
  }

  /** Resolves when the lease of a replica has lapsed. */
  async untilLapsed(tag: string): Promise<void> {
    await expect.poll(() => this.#redis.exists(`mcp:replica:${tag}`), PATIENCE).toBe(0);
  }

  async untilSignsOfLife(count: number): Promise<void> {
    await expect.poll(async () => (await this.counts()).signsOfLife, PATIENCE).toBeGreaterThanOrEqual(count);
  }

  #sessions(): Promise<string[]> {
    return this.#redis.keys('mcp:session:*');
  }
}
