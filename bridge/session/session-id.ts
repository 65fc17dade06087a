import { randomBytes } from 'node:crypto';

/**
 * `<tag>.<128 random bits, base64url>`: visible ASCII without a comma or a space, as the transport asks
 * (MCP 2025-11-25, Session Management), safe in a URL, and unguessable.
 * The tag names the replica that made it, so that a load balancer can find the way without asking anyone.
 */
export function newSessionId(replicaTag: string): string {
  return `${replicaTag}.${randomBytes(16).toString('base64url')}`;
}

/** Enough to find a session in logs, too little to use it: an id is as good as a key to its session. */
export function sessionName(sessionId: string): string {
  return sessionId.slice(0, sessionId.indexOf('.') + 5);
}
