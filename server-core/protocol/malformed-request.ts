/**
 * What is wrong with a request that carries an id and so can be answered; `undefined` for anything else. The SDK would
 * drop such a request, and its sender would wait for ever. JSON-RPC 2.0 §4; MCP wants parameters by name.
 */
export function problemOfRequest(message: Readonly<Record<string, unknown>>): string | undefined {
  const { jsonrpc, id, method, params } = message;
  const answerable = typeof id === 'string' || Number.isSafeInteger(id);
  if (!answerable || 'result' in message || 'error' in message) return undefined;
  if (jsonrpc !== '2.0') return '"jsonrpc" must be "2.0"';
  if (typeof method !== 'string') return '"method" must be a string';
  const named = params === undefined || (typeof params === 'object' && params !== null && !Array.isArray(params));
  return named ? undefined : '"params" must be an object';
}
