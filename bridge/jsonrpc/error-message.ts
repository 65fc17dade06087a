import type { MessageId } from './message-id.ts';

/** One JSON-RPC error response (2.0 §5.1) as bytes on one line, its id as it was written; null for what had none. */
export function errorMessage(
  id: MessageId | undefined,
  error: { readonly code: number; readonly message: string; readonly data?: unknown },
): Buffer {
  const { code, message, data } = error;
  return Buffer.from(`{"jsonrpc":"2.0","id":${id?.json ?? 'null'},"error":${JSON.stringify({ code, message, data })}}`);
}
