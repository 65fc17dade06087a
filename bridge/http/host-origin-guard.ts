import { isIPv4, isIPv6 } from 'node:net';
import type { Middleware } from 'koa';
import { ForbiddenHostError, ForbiddenOriginError } from '../errors.ts';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface HostOriginOptions {
  /** The address that the bridge listens on. */
  readonly host: string;
  /** Host names, without a port, that it answers to beside its own and, on loopback, the loopback ones. */
  readonly allowedHosts: readonly string[];
  /** Origins (`https://app.example.com`) whose pages may use it, beside its own on loopback. */
  readonly allowedOrigins: readonly string[];
}

/** Whether a bind address is reachable from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/**
 * Refuses requests for foreign hosts and from foreign pages: a page whose name is made to point here (DNS rebinding)
 * still sends its own name (MCP 2025-11-25, Transports, Security Warning).
 *
 * A bridge that does not listen on loopback and has no list of hosts takes any host: what it is called is then up to
 * its network.
 */
export function hostOriginGuard(options: HostOriginOptions): Middleware {
  const accepts = originPolicy(options);
  const acceptsHost = hostPolicy(options);
  return (ctx, next) => {
    if (!acceptsHost(ctx.get('Host'))) throw new ForbiddenHostError();
    const origin = ctx.get('Origin');
    if (origin !== '' && !accepts(origin)) throw new ForbiddenOriginError();
    return next();
  };
}

/** Tells whether a request for this host, as its header names it, is for this bridge. */
export function hostPolicy(options: HostOriginOptions): (header: string) => boolean {
  let accepted: string | undefined; // clients of one bridge nearly all call it the same
  return (header) => {
    if (header === accepted) return true;
    if (!isHostAllowed(header, options)) return false;
    accepted = header;
    return true;
  };
}

/** Tells whether pages of an origin may use the bridge. */
export function originPolicy(options: HostOriginOptions): (origin: string) => boolean {
  const listed = new Set(options.allowedOrigins.map((origin) => origin.toLowerCase()));
  return (origin) => listed.has(origin.toLowerCase()) || (isLoopback(options.host) && isLoopbackOrigin(origin));
}

function isHostAllowed(header: string, { host, allowedHosts }: HostOriginOptions): boolean {
  const name = header.toLowerCase().replace(/:\d+$/, '');
  if (allowedHosts.some((allowed) => allowed.toLowerCase() === name)) return true;
  const isOwn = name === nameOf(host);
  if (isLoopback(host)) return isOwn || LOOPBACK_NAMES.has(name);
  return isOwn || allowedHosts.length === 0;
}

/** An address as the Host header has it. */
function nameOf(address: string): string {
  return isIPv6(address) ? `[${address.toLowerCase()}]` : address.toLowerCase();
}

function isLoopbackOrigin(origin: string): boolean {
  const name = /^https?:\/\/([^/]+?)(?::\d+)?$/i.exec(origin)?.[1];
  return name !== undefined && LOOPBACK_NAMES.has(name.toLowerCase());
}
