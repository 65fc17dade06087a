import type { NotificationEnvelope, RequestEnvelope } from './envelope.ts';
import { memberOf } from './member.ts';
import { readMessageId } from './message-id.ts';
import type { Range } from './range.ts';

/** Letters of a name can only be escaped as `\u0070`, so that a name without this is spelled as it is. */
const UNICODE_ESCAPE = Buffer.from('\\u');
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

/** Two native searches instead of a walk: most requests have no token. Never wrong when it says no. */
function mayNameToken(bytes: Buffer, params: Range): boolean {
  return contains(bytes, params, PROGRESS_TOKEN) || contains(bytes, params, UNICODE_ESCAPE);
}

function contains(bytes: Buffer, { start, end }: Range, wanted: Buffer): boolean {
  const at = bytes.indexOf(wanted, start);
  return at !== -1 && at < end;
}

function keyOfToken(bytes: Buffer, object: Range): string | undefined {
  const token = memberOf(bytes, object, 'progressToken');
  return token && readMessageId(bytes, token)?.key;
}
