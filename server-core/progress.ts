import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';

/** What the SDK tells of the request that is being answered. */
export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/**
 * Reports how far a call has come to a client that sent a progress token with it. A report that cannot be sent fails no
 * call. Protocol: MCP 2025-11-25, "Progress".
 */
export function progressOf({ _meta, sendNotification, signal }: Extra) {
  const progressToken = _meta?.progressToken;
  return (done: number, total: number | undefined, message: string): void => {
    if (progressToken === undefined || signal.aborted) return;
    const params = { progressToken, progress: done, message, ...(total !== undefined && { total }) };
    sendNotification({ method: 'notifications/progress', params }).catch(() => {});
  };
}
