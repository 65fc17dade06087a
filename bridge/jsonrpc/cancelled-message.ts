import type { MessageId } from './envelope.ts';

/** `notifications/cancelled` for a request (MCP 2025-11-25, Cancellation), as one line. */
export function cancelledMessage(id: MessageId, reason: string): Buffer {
  const params = `{"requestId":${id.json},"reason":${JSON.stringify(reason)}}`;
  return Buffer.from(`{"jsonrpc":"2.0","method":"notifications/cancelled","params":${params}}`);
}
