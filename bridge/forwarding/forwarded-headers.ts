import type { IncomingHttpHeaders } from 'node:http';

/** In lower case, as Node has them. */
const FORWARDED = new Set(['accept', 'content-type', 'last-event-id', 'traceparent', 'tracestate', 'user-agent']);

/** What replicas and the load balancer say to each other: never taken from a client. */
const OWN_PREFIX = 'mcp-bridge-';

/**
 * The headers of a client's request that its owner needs, by name. All of them are signed. Credentials are not among them:
 * the replica that the client reached has looked at those.
 */
export function forwardedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const forwarded: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') continue;
    if (FORWARDED.has(name) || (name.startsWith('mcp-') && !name.startsWith(OWN_PREFIX))) forwarded[name] = value;
  }
  return forwarded;
}
