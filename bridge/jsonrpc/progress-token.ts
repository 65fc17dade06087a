import { BACKSLASH } from './ascii.ts';
import type { NotificationEnvelope, RequestEnvelope } from './envelope.ts';
import { memberOf } from './member.ts';
import { readMessageId } from './message-id.ts';
import type { Range } from './range.ts';

/** Letters of a name can only be escaped as `\u0070`, so that a name without this is spelled as it is. */
const UNICODE_ESCAPE = Buffer.from('\\u');
/** Up to this a loop is faster than the way to a native search and back. */
const SHORT_BYTES = 256;
const UPPER_T = 0x54;
const PROGRESS_TOKEN = Buffer.from('"progressToken"');

/** The token under which a request asks to hear of its progress, keyed like a message id; from `params._meta`. */
export function progressTokenOf({ bytes, params }: RequestEnvelope): string | undefined {
  if (params === undefined || !mayNameToken(bytes, params)) return undefined;
  const meta = memberOf(bytes, params, '_meta');
  return meta && keyOfToken(bytes, meta);
}

/** The token of the request whose progress is told, keyed like a message id; undefined for other notifications. */
export function notifiedProgressToken({ bytes, method, params }: NotificationEnvelope): string | undefined {
  return method === 'notifications/progress' && params ? keyOfToken(bytes, params) : undefined;
}

/** Most requests have no token, and a search is less than a walk. Never wrong when it says no. */
function mayNameToken(bytes: Buffer, params: Range): boolean {
  if (params.end - params.start <= SHORT_BYTES) return holdsToken(bytes, params);
  return contains(bytes, params, PROGRESS_TOKEN) || contains(bytes, params, UNICODE_ESCAPE);
}

/** Whether there is a letter that the name has and few others do, or one that is escaped. */
function holdsToken(bytes: Buffer, { start, end }: Range): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === UPPER_T || byte === BACKSLASH) return true;
  }
  return false;
}

function contains(bytes: Buffer, { start, end }: Range, wanted: Buffer): boolean {
  const at = bytes.indexOf(wanted, start);
  return at !== -1 && at < end;
}

function keyOfToken(bytes: Buffer, object: Range): string | undefined {
  const token = memberOf(bytes, object, 'progressToken');
  return token && readMessageId(bytes, token)?.key;
}
