import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Directory, Owner, Replica } from '../directory/directory.ts';
import { DirectoryAwayError, NotOwnerError, OwnerUnreachableError, SessionMovedError } from '../errors.ts';
import type { Exchange, MessageHandler } from '../http/exchange.ts';
import { readBody } from '../http/read-body.ts';
import type { ForwardOutcome } from './forwarded-response.ts';
import type { Forwarder } from './forwarder.ts';
import { KnownOwners } from './known-owners.ts';
import { LateRequests } from './late-requests.ts';
import { OwnerLiveness } from './owner-liveness.ts';
import { type RestorableSessions, TakeOvers } from './take-overs.ts';

/** What an id of a session looks like. Others are nobody's: no directory is asked for them. */
const SESSION_ID = /^[A-Za-z0-9]{1,32}\.[\w-]{22}$/;

/** A load balancer says so of a request that it had sent to another replica, which did not answer. */
const RETRIED_HEADER = 'mcp-bridge-retried';

/** How often an owner that does not answer is looked for again, until its lease has lapsed. Milliseconds. */
const LOOK_MS = 200;

/** A session whose replica was lost is taken over this long after its lease has lapsed, at the latest. Milliseconds. */
const TAKE_OVER_MS = 5000;

/** A directory that is away is waited for so long. Milliseconds. */
const AWAY_MS = 5000;

/** No load balancer gives a replica up before. Milliseconds. */
const WAITED_MS = 500;

/** What this replica has itself. */
export interface LocalSessions extends RestorableSessions {
  has(sessionId: string): boolean;
  /** Whether no new sessions are taken, for this replica is to end. */
  readonly isClosing: boolean;
  /** Resolves once a session that is being handed over has been; undefined for any other. */
  handedOver(sessionId: string): Promise<void> | undefined;
}

export interface OwnerRoutingParts {
  readonly directory: Directory;
  readonly forwarder: Forwarder;
  readonly sessions: LocalSessions;
  readonly log: Logger;
}

export interface OwnerRoutingOptions {
  readonly leaseMs: number;
  readonly maxBodyBytes: number;
}

/** What to do with a request, once it is known who has its session. */
type Step = 'handled' | 'look-again';

/**
 * Brings each request to the replica that has its session: nearly always this one. Another's is forwarded; that of a replica
 * that is lost, or that gave it up, is taken over. It ends in an answer or an error at any rate, at the latest
 * `TAKE_OVER_MS` after a lost owner's lease has lapsed.
 */
export class OwnerRouting {
  readonly #parts: OwnerRoutingParts;
  readonly #options: OwnerRoutingOptions;
  readonly #known: KnownOwners;
  readonly #late: LateRequests;
  readonly #liveness: OwnerLiveness;
  readonly #takeOvers: TakeOvers;
  #nextPeer = 0;

  constructor(parts: OwnerRoutingParts, options: OwnerRoutingOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#known = new KnownOwners(options.leaseMs);
    this.#late = new LateRequests(parts.directory);
    this.#liveness = new OwnerLiveness(parts.forwarder, options.leaseMs / 3);
    this.#takeOvers = new TakeOvers(parts);
  }

  /** A handler of clients' requests: `handler` where this replica has the session, and else whoever has it. */
  route(handler: MessageHandler, sessionIdOf: (exchange: Exchange) => string): MessageHandler {
    return (exchange) => {
      const sessionId = sessionIdOf(exchange);
      const { method, headers } = exchange.request;
      if (headers[RETRIED_HEADER] !== undefined) exchange.isRetried = true;
      if (method !== 'POST') return this.#route(exchange, sessionId, handler);
      // first: this process may stand still while the body comes
      return readBody(exchange, this.#options.maxBodyBytes).then(() => this.#route(exchange, sessionId, handler));
    };
  }

  /** A handler of what other replicas forward: it is not forwarded again, but a free session is taken over. */
  receive(handler: MessageHandler, sessionIdOf: (exchange: Exchange) => string): MessageHandler {
    const { directory, sessions } = this.#parts;
    return async (exchange) => {
      const sessionId = sessionIdOf(exchange);
      do {
        await this.#patiently(async () => directory.confirm());
        if (sessionId === '' ? sessions.isClosing : !(await this.#patiently(() => this.#comesHere(sessionId)))) {
          throw new NotOwnerError();
        }
      } while (directory.confirm() !== undefined);
      if (this.#late.isLate(exchange)) exchange.isRetried = true;
      try {
        await handler(exchange);
      } catch (error) {
        throw error instanceof SessionMovedError ? new NotOwnerError() : error;
      }
    };
  }

  #route(exchange: Exchange, sessionId: string, handler: MessageHandler): Promise<void> | undefined {
    const { directory, sessions } = this.#parts;
    if (this.#late.isLate(exchange)) exchange.isRetried = true;
    const isHere = sessionId === '' ? !sessions.isClosing : sessions.has(sessionId);
    if (!isHere || directory.confirm() !== undefined) return this.#find(exchange, sessionId, handler);
    const findMoved = (error: unknown): Promise<void> => {
      if (!(error instanceof SessionMovedError)) throw error;
      return this.#find(exchange, sessionId, handler); // it moves just now
    };
    try {
      return handler(exchange)?.catch(findMoved);
    } catch (error) {
      return findMoved(error);
    }
  }

  /** Whether this replica has a session, or has taken it over now since nobody else has it. */
  async #comesHere(sessionId: string): Promise<boolean> {
    const { directory, sessions } = this.#parts;
    if (sessions.has(sessionId)) return true;
    const owner = sessions.isClosing ? undefined : await directory.find(sessionId);
    if (owner === undefined) return false;
    const { replica, leaseLeftMs } = owner;
    if (replica !== undefined && (leaseLeftMs > 0 || (await this.#liveness.isAlive(replica, sessionId)))) return false;
    await this.#takeOvers.take(sessionId, owner);
    return sessions.has(sessionId);
  }

  /** Whether this replica answers for a session, now and not only by what it remembers. */
  async answersFor(sessionId: string): Promise<boolean> {
    await this.#parts.directory.confirm();
    return this.#parts.sessions.has(sessionId);
  }

  async #find(exchange: Exchange, sessionId: string, handler: MessageHandler): Promise<void> {
    if (sessionId !== '' && !SESSION_ID.test(sessionId)) return handler(exchange);
    const untilMs = performance.now() + this.#options.leaseMs + TAKE_OVER_MS;
    for (;;) {
      const step = await this.#patiently(() => this.#step(exchange, sessionId, handler));
      if (step === 'handled') return;
      if (performance.now() > untilMs) throw new OwnerUnreachableError();
    }
  }

  /** Does something that needs the directory; again where that is away, since it mostly is for a moment only. */
  async #patiently<Result>(act: () => Promise<Result>): Promise<Result> {
    for (const untilMs = performance.now() + AWAY_MS; ; ) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof DirectoryAwayError) || performance.now() > untilMs) throw error;
        await delay(LOOK_MS);
      }
    }
  }

  async #step(exchange: Exchange, sessionId: string, handler: MessageHandler): Promise<Step> {
    const { directory, sessions } = this.#parts;
    await directory.confirm();
    if (sessions.has(sessionId)) return this.#handle(exchange, sessionId, handler);
    if (sessionId === '') return this.#openElsewhere(exchange, handler);
    const owner = await this.#ownerOf(sessionId);
    if (owner === undefined || owner.replica?.id === directory.replicaId)
      return this.#handle(exchange, sessionId, handler);
    if (owner.replica !== undefined && owner.leaseLeftMs > 0) return this.#forward(exchange, sessionId, owner);
    this.#known.delete(sessionId);
    if (owner.replica !== undefined && (await this.#liveness.isAlive(owner.replica, sessionId))) {
      return this.#forward(exchange, sessionId, owner);
    }
    if (sessions.isClosing) return this.#forwardToPeer(exchange);
    if ((await this.#takeOvers.take(sessionId, owner)) === 'contested') return 'look-again';
    return this.#handle(exchange, sessionId, handler); // which says 404 where there was nothing to go on with
  }

  async #handle(exchange: Exchange, sessionId: string, handler: MessageHandler): Promise<Step> {
    const step = await this.#lookOnce(exchange);
    if (step !== undefined) return step;
    try {
      await handler(exchange);
    } catch (error) {
      if (!(error instanceof SessionMovedError)) throw error;
      await this.#parts.sessions.handedOver(sessionId);
      return 'look-again';
    }
    return 'handled';
  }

  /** What has to be known at the very moment that something is done; undefined where it may be. */
  async #lookOnce(exchange: Exchange): Promise<Step | undefined> {
    // a load balancer that has sent it elsewhere by now has closed the connection before: that may be yet unread
    if (performance.now() - exchange.sinceMs > WAITED_MS) await turn();
    if (exchange.response.destroyed) return 'handled'; // its client, or the load balancer, waits no longer
    if (this.#late.isLate(exchange)) exchange.isRetried = true;
    return this.#parts.directory.confirm() === undefined ? undefined : 'look-again';
  }

  /** A new session while this replica is about to end: another opens it, if there is one. */
  async #openElsewhere(exchange: Exchange, handler: MessageHandler): Promise<Step> {
    const { directory, sessions } = this.#parts;
    if (!sessions.isClosing || directory.peers.length === 0) return this.#handle(exchange, '', handler);
    return this.#forwardToPeer(exchange);
  }

  async #forwardToPeer(exchange: Exchange): Promise<Step> {
    const { peers } = this.#parts.directory;
    const peer = peers[this.#nextPeer++ % peers.length];
    if (peer === undefined) throw new OwnerUnreachableError();
    const step = await this.#lookOnce(exchange);
    if (step !== undefined) return step;
    const outcome = await this.#parts.forwarder.forward(exchange, peer).outcome;
    return this.#next(exchange, outcome);
  }

  async #ownerOf(sessionId: string): Promise<Owner | undefined> {
    const known = this.#known.get(sessionId);
    if (known !== undefined) return known;
    const { directory } = this.#parts;
    try {
      const owner = await directory.find(sessionId);
      if (owner !== undefined) this.#known.set(sessionId, owner);
      return owner;
    } catch (error) {
      // the replica that made the session most likely has it still, and says so where it has not
      const tag = sessionId.slice(0, sessionId.indexOf('.'));
      const maker = directory.peers.find(({ id }) => id.startsWith(`${tag}-`));
      if (!(error instanceof DirectoryAwayError) || maker === undefined) throw error;
      return { replica: maker, epoch: 0, leaseLeftMs: this.#options.leaseMs };
    }
  }

  async #forward(exchange: Exchange, sessionId: string, { replica, leaseLeftMs }: Owner): Promise<Step> {
    if (replica === undefined) return 'look-again';
    const step = await this.#lookOnce(exchange);
    if (step !== undefined) return step;
    const forward = this.#parts.forwarder.forward(exchange, replica);
    const watch = setTimeout(() => void this.#watch(forward, sessionId, replica), leaseLeftMs + LOOK_MS);
    const outcome = await forward.outcome;
    clearTimeout(watch);
    if (outcome !== 'answered') this.#known.delete(sessionId);
    return this.#next(exchange, outcome, leaseLeftMs);
  }

  async #next(exchange: Exchange, outcome: ForwardOutcome, leaseLeftMs = LOOK_MS): Promise<Step> {
    if (outcome === 'answered' || outcome === 'client-left') return 'handled';
    if (outcome === 'lost') exchange.isRetried = true;
    await delay(Math.min(LOOK_MS, leaseLeftMs + 1));
    return 'look-again';
  }

  /** Gives a forward up that waits for a replica which is no more. */
  async #watch(
    forward: { readonly outcome: Promise<ForwardOutcome>; giveUp(): void },
    sessionId: string,
    replica: Replica,
  ): Promise<void> {
    let isOpen = true;
    void forward.outcome.then(() => {
      isOpen = false;
    });
    while (isOpen) {
      const isOwner = await this.#isStillOwner(sessionId, replica);
      if (!isOwner && !(await this.#liveness.isAlive(replica, sessionId))) {
        forward.giveUp();
        return;
      }
      await delay(this.#options.leaseMs / 2, undefined, { ref: false });
    }
  }

  async #isStillOwner(sessionId: string, replica: Replica): Promise<boolean> {
    try {
      const owner = await this.#parts.directory.find(sessionId);
      return owner?.replica?.id === replica.id && owner.leaseLeftMs > 0;
    } catch {
      return true; // nobody knows better
    }
  }
}
