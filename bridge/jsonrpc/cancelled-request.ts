import type { NotificationEnvelope } from './envelope.ts';
import { memberOf } from './member.ts';
import { readMessageId } from './message-id.ts';

/**
 * The id of the request that its sender no longer wants (MCP 2025-11-25, Cancellation), keyed like a message id;
 * undefined for other notifications.
 */
export function cancelledRequestKey({ bytes, method, params }: NotificationEnvelope): string | undefined {
  if (method !== 'notifications/cancelled' || params === undefined) return undefined;
  const requestId = memberOf(bytes, params, 'requestId');
  return requestId && readMessageId(bytes, requestId)?.key;
}
