import { createHmac } from 'node:crypto';

/** As many base64url characters as hold 128 bits, and then some. */
const NAME_LENGTH = 22;

/**
 * Names of keys in Redis. Session ids are as good as keys to their sessions, so Redis gets only what the cluster secret
 * makes of them: who reads Redis cannot use a session, and who lacks the secret cannot find one.
 */
export class SessionKeys {
  readonly #prefix: string;
  readonly #secret: string;

  constructor(prefix: string, secret: string) {
    this.#prefix = prefix;
    this.#secret = secret;
  }

  /** All of a session is in one hash. The braces say to Redis Cluster what to place it by. */
  session(sessionId: string): string {
    return `${this.#prefix}session:{${this.#digest(sessionId).slice(0, NAME_LENGTH)}}`;
  }

  /** Of the latest session of clients that are alike. */
  handshake(client: string): string {
    return `${this.#prefix}handshake:${this.#digest(`handshake of ${client}`).slice(0, NAME_LENGTH)}`;
  }

  lease(replicaTag: string): string {
    return `${this.#prefix}replica:${replicaTag}`;
  }

  get replicas(): string {
    return `${this.#prefix}replicas`;
  }

  get secret(): string {
    return `${this.#prefix}secret`;
  }

  /** Tells secrets apart and betrays nothing of them. No session id is like what it is made of: those have no spaces. */
  get fingerprint(): string {
    return this.#digest('fingerprint of the cluster secret');
  }

  #digest(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
}
