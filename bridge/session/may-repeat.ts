import type { RequestEnvelope } from '../jsonrpc/envelope.ts';
import { memberOf, readValue } from '../jsonrpc/member.ts';
import type { ToolHints } from './tool-hints.ts';

/** Requests that change nothing outside the session, or nothing more the second time (MCP 2025-11-25). */
const REPEATABLE = new Set([
  'initialize',
  'ping',
  'tools/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'resources/subscribe',
  'resources/unsubscribe',
  'prompts/list',
  'prompts/get',
  'completion/complete',
  'logging/setLevel',
]);

/** Whether a request may be sent to a second child, when nobody knows what the first has done; undefined: not known yet. */
export function mayRepeat(request: RequestEnvelope, tools: ToolHints): boolean | undefined {
  if (request.method !== 'tools/call') return REPEATABLE.has(request.method);
  const name = request.params && memberOf(request.bytes, request.params, 'name');
  const tool = name && readValue(request.bytes, name);
  return typeof tool === 'string' ? tools.mayRepeat(tool) : false;
}
