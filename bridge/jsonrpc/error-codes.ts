/**
 * The numbers that JSON-RPC and MCP give to errors, and when each is sent.
 *
 * JSON-RPC 2.0 §5.1 owns -32768 to -32000 and leaves -32099 to -32000 to implementations. MCP 2026-07-28 takes -32020
 * and below from those and calls -32019 to -32000 legacy: a client may assume nothing from them, so say it in words too.
 */
export const errorCodes = {
  /** The body or line is not JSON. The answer's id is null. */
  parseError: -32700,
  /** It is JSON but no JSON-RPC 2.0 message, or one that is not accepted here, such as a batch. */
  invalidRequest: -32600,
  /** Nobody here knows the method, or the protocol version in use has removed it. */
  methodNotFound: -32601,
  /** The parameters do not fit the method; in the stateless era also a request without its `_meta`. */
  invalidParams: -32602,
  /** A fault of the bridge's own, already in its log. */
  internalError: -32603,
  /** The bridge could not get an answer: the child died or timed out, a queue is full. `data` says which. */
  bridgeError: -32000,
  /** The session ended or never existed; goes with HTTP 404. */
  sessionNotFound: -32001,
  /** Resource not found before 2026-07-28, where it became `invalidParams`. Children send it, the bridge never does. */
  legacyResourceNotFound: -32002,
  /** An `Mcp-*` header is missing or says something else than the body; goes with HTTP 400. Since 2026-07-28. */
  headerMismatch: -32020,
  /** The server needs a capability that the client did not declare; goes with HTTP 400. Since 2026-07-28. */
  missingClientCapability: -32021,
  /** The protocol version is not served; `data.supported` lists those that are, with HTTP 400. Since 2026-07-28. */
  unsupportedProtocolVersion: -32022,
  /** The user must visit a URL first, in 2025-11-25 only. Children send it, the bridge never does. */
  legacyUrlElicitationRequired: -32042,
} as const;
