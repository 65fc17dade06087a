import type { CallToolResult, EmbeddedResource } from '@modelcontextprotocol/sdk/types.js';
import { markdown } from './resource-kind.ts';

/** A result of text alone. */
export function textResult(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

/** A result of text, and the resource that the call made, changed or gathered. */
export function resourceResult(text: string, uri: string, resourceText: string): CallToolResult {
  const resource: EmbeddedResource = { type: 'resource', resource: { uri, mimeType: markdown, text: resourceText } };
  return { content: [{ type: 'text', text }, resource] };
}

/** A result that says what went wrong; programs read `_meta.code`. */
export function errorResult(
  message: string,
  code: string,
  details: Readonly<Record<string, unknown>> = {},
): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: message }], _meta: { code, ...details } };
}
