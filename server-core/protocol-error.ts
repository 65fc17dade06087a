import { ToolError } from './errors.ts';

/**
 * JSON-RPC error codes that this server sends. -32002 is MCP's own, for resources.
 * JSON-RPC 2.0 §5.1; MCP 2025-11-25, "Resources", error handling.
 */
const codes = { resourceNotFound: -32002, invalidRequest: -32600, invalidParams: -32602, internal: -32603 } as const;

/** An error answer to a request that is not a tool call. `data.code` is the same stable code that tool results carry. */
export class ProtocolError extends Error {
  readonly code: number;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: keyof typeof codes, message: string, data: Readonly<Record<string, unknown>>) {
    super(message);
    this.code = codes[code];
    this.data = data;
  }
}

/** Any error → the one that a client is answered; what is not a `ToolError` tells no details. */
export function toProtocolError(error: unknown, extra: Readonly<Record<string, unknown>> = {}): ProtocolError {
  if (error instanceof ProtocolError) return error;
  if (!(error instanceof ToolError)) {
    return new ProtocolError('internal', 'The server failed. Its log on stderr says why.', {
      code: 'INTERNAL',
      ...extra,
    });
  }
  const data = { code: error.code, ...error.details, ...extra };
  if (error.code === 'INVALID_ARGUMENTS') return new ProtocolError('invalidParams', error.message, data);
  const missing = error.code === 'NOT_FOUND' && 'uri' in extra;
  return new ProtocolError(missing ? 'resourceNotFound' : 'internal', error.message, data);
}
