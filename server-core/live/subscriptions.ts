import { setTimeout as delay } from 'node:timers/promises';
import { RateLimitedError, RefusedError } from '../atlassian/errors.ts';
import type { CallContext } from '../call-context.ts';
import { ToolError } from '../errors.ts';
import { ProtocolError } from '../protocol-error.ts';
import type { ReadStamps, ResourceKind, Watched } from '../resource-kind.ts';
import { findResource } from '../resources.ts';

export interface SubscriptionsOptions {
  readonly kinds: readonly ResourceKind[];
  /** Between two looks at what is subscribed to. */
  readonly pollMs: number;
  /** Subscriptions at once. */
  readonly most: number;
  /** What looking uses; its signal ends with the last subscription. */
  readonly contextOf: (signal: AbortSignal) => CallContext;
  readonly onChange: (uri: string) => void;
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

interface Subscription extends Watched {
  readonly uri: string;
  readonly kind: ResourceKind;
  readonly stamps: ReadStamps;
  stamp: string | undefined;
}

/** Somebody's wish to subscribe, until the resource has been found. */
interface Wish {
  readonly uri: string;
  isTakenBack: boolean;
}

/**
 * The resources that the client has subscribed to. Jira and Confluence tell nobody of changes, so they are asked, once in
 * each interval for all resources of a kind together, and not at all while there is no subscription.
 * Protocol: MCP 2025-11-25, "Resources", subscriptions.
 */
export class Subscriptions {
  readonly #options: SubscriptionsOptions;
  readonly #byUri = new Map<string, Subscription>();
  readonly #wishes = new Set<Wish>();
  #polling: AbortController | undefined;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
  }

  /** Resolves once the resource has been found, and changes from then on are told. Rejects where it cannot be watched. */
  async add(uri: string, context: CallContext): Promise<void> {
    const { kind, parameters } = findResource(this.#options.kinds, uri);
    const { stamps } = kind;
    if (stamps === undefined) {
      throw new ProtocolError('invalidParams', `Resources of the form ${kind.uriTemplate} cannot be subscribed to.`, {
        code: 'NOT_SUBSCRIBABLE',
        uri,
      });
    }
    this.#refuseTooMany(uri);
    const wish: Wish = { uri, isTakenBack: false };
    this.#wishes.add(wish);
    try {
      const [stamp] = await stamps([{ parameters, stamp: undefined }], undefined, context);
      const isLive = !wish.isTakenBack && !context.signal.aborted;
      // one that is there already is left as it is: its next change is measured by what its client knows
      if (isLive && !this.#byUri.has(uri)) this.#watch({ uri, kind, stamps, parameters, stamp });
    } finally {
      this.#wishes.delete(wish);
    }
  }

  /** Ends a subscription, and one that has been asked for and is not yet there. */
  remove(uri: string): void {
    for (const wish of this.#wishes) if (wish.uri === uri) wish.isTakenBack = true;
    this.#byUri.delete(uri);
    if (this.#byUri.size === 0) this.#stop();
  }

  /** Ends all subscriptions and the poll that is under way. */
  close(): void {
    for (const wish of this.#wishes) wish.isTakenBack = true;
    this.#byUri.clear();
    this.#stop();
  }

  #refuseTooMany(uri: string): void {
    const { most } = this.#options;
    if (this.#byUri.has(uri) || this.#byUri.size + this.#wishes.size < most) return;
    throw new ProtocolError(
      'invalidParams',
      `There are ${most} subscriptions already. End one, or raise MCP_MAX_SUBSCRIPTIONS.`,
      { code: 'TOO_MANY_SUBSCRIPTIONS' },
    );
  }

  #watch(subscription: Subscription): void {
    this.#byUri.set(subscription.uri, subscription);
    if (this.#polling !== undefined) return;
    this.#polling = new AbortController();
    void this.#poll(this.#polling.signal);
  }

  #stop(): void {
    this.#polling?.abort();
    this.#polling = undefined;
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const { pollMs, contextOf, now = Date.now } = this.#options;
    const context = contextOf(signal);
    let seenUntil = now();
    let pauseMs = pollMs;
    while (!signal.aborted) {
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      const startedAt = now();
      const failures = await this.#look(minutesSince(seenUntil, startedAt), context);
      // what a site could not be asked for is asked for again, from the same time on
      if (failures.length === 0) seenUntil = startedAt;
      pauseMs = Math.max(pollMs, ...failures.map(wishedPauseMs));
    }
  }

  /** One look at everything. Resolves to what kept sites from being asked. */
  async #look(withinMinutes: number, context: CallContext): Promise<unknown[]> {
    const all = [...this.#byUri.values()];
    const kinds = new Set(all.map(({ kind }) => kind));
    const looks = [...kinds].map((kind) =>
      this.#lookAt(
        all.filter((subscription) => subscription.kind === kind),
        withinMinutes,
        context,
      ),
    );
    return (await Promise.all(looks)).flat();
  }

  /** One look at resources of one kind. One that the site refuses to tell of does not keep it from telling of the others. */
  async #lookAt(watched: readonly Subscription[], withinMinutes: number, context: CallContext): Promise<unknown[]> {
    const [first, ...others] = watched;
    if (first === undefined) return [];
    try {
      const stamps = await first.stamps(watched, withinMinutes, context);
      for (const [index, subscription] of watched.entries()) this.#compare(subscription, stamps[index]);
      return [];
    } catch (error) {
      if (context.signal.aborted) return [];
      const isRefused = error instanceof RefusedError && [400, 403, 404, 410].includes(error.details.status);
      if (isRefused && others.length > 0) {
        return (await Promise.all(watched.map((one) => this.#lookAt([one], withinMinutes, context)))).flat();
      }
      const kind = first.kind.name;
      if (!(error instanceof ToolError)) context.log.error({ kind, err: error }, 'poll failed unexpectedly');
      else context.log.warn({ kind, code: error.code, reason: error.message }, 'poll failed');
      return isRefused ? [] : [error];
    }
  }

  #compare(subscription: Subscription, stamp: string | undefined): void {
    if (stamp === undefined || stamp === subscription.stamp) return;
    subscription.stamp = stamp;
    if (this.#byUri.get(subscription.uri) === subscription) this.#options.onChange(subscription.uri);
  }
}

/**
 * Sites compare by the minute, and their clocks differ: a minute more on each side, which the stamps make up for. A clock
 * that is set back must not make it less.
 */
function minutesSince(from: number, until: number): number {
  return Math.ceil(Math.max(0, until - from) / 60_000) + 2;
}

/** How long a site that limits the rate of requests asks to be left alone. */
function wishedPauseMs(failure: unknown): number {
  return failure instanceof RateLimitedError ? (failure.details.retryAfterMs ?? 0) : 0;
}
