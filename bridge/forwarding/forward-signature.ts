import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ForwardRefusedError } from '../errors.ts';

/** The header that a request between replicas carries. */
export const FORWARD_HEADER = 'mcp-bridge-forward';

/** What one replica tells another about a request, beside the request. */
export interface ForwardClaims {
  /** The id of the replica that sends it. */
  readonly from: string;
  /** The id of the replica that it is for: one that has started anew has another, and takes nothing that was for the last. */
  readonly to: string;
  /** Counts the requests of the sender, from 1. */
  readonly number: number;
  /** When it was sent. Milliseconds since 1970. */
  readonly sentMs: number;
  /** Whether it may have been carried out already. */
  readonly isRetried: boolean;
  /** Who sent it to the first replica; empty where nobody asked. */
  readonly principal: string;
  /** SHA-256 of the body, base64url. */
  readonly bodyHash: string;
}

/** What is signed beside the claims. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

const VERSION = 'v1';
const HEADER = /^v1 ([\w-]+) ([\w-]+) (\d{1,15}) (\d{1,15}) ([01]) ([\w-]*) ([\w-]{43}) ([\w-]{43})$/;

export function hashBody(body: Buffer | undefined): string {
  return createHash('sha256')
    .update(body ?? '')
    .digest('base64url');
}

/** The header's value: the claims and an HMAC-SHA256 over them, the request line, and each header that is forwarded. */
export function signForward(claims: ForwardClaims, request: SignedRequest, secret: string): string {
  const text = textOf(claims);
  return `${text} ${macOf(text, request, secret).toString('base64url')}`;
}

/** Throws `ForwardRefusedError` where the header is not one that a replica with this secret has made for this request. */
export function readForward(header: string, request: SignedRequest, secret: string): ForwardClaims {
  const [, from = '', to = '', number, sentMs, isRetried, principal = '', bodyHash = '', mac = ''] =
    HEADER.exec(header) ?? [];
  if (from === '') throw new ForwardRefusedError('its signature cannot be read');
  const claims = {
    from,
    to,
    number: Number(number),
    sentMs: Number(sentMs),
    isRetried: isRetried === '1',
    principal: Buffer.from(principal, 'base64url').toString(),
    bodyHash,
  };
  if (!timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(textOf(claims), request, secret))) {
    throw new ForwardRefusedError('its signature is wrong: it was altered, or the replicas have different secrets');
  }
  return claims;
}

function textOf({ from, to, number, sentMs, isRetried, principal, bodyHash }: ForwardClaims): string {
  const name = Buffer.from(principal).toString('base64url');
  return `${VERSION} ${from} ${to} ${number} ${sentMs} ${isRetried ? 1 : 0} ${name} ${bodyHash}`;
}

/** One value a line: none of them can hold a line end. */
function macOf(text: string, { method, target, headers }: SignedRequest, secret: string): Buffer {
  const named = Object.keys(headers).sort();
  const lines = [text, method, target, ...named.map((name) => `${name}:${headers[name]}`)];
  return createHmac('sha256', secret).update(lines.join('\n')).digest();
}
