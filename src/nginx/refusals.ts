import { block } from './block.ts';

/** The locations of what nginx itself answers, in the form of the bridge's errors, so that MCP clients can read it. */
export const refusals = [
  location('@too_large', [
    answer(
      413,
      'BODY_TOO_LARGE',
      'The request body is over the limit. Send less, or raise --max-body-bytes and client_max_body_size.',
    ),
  ]),
  location('@too_many', [
    'add_header Retry-After 5 always;',
    answer(
      429,
      'TOO_MANY_CONNECTIONS',
      'Too many requests and streams from this address are open. End some of them, or raise limit_conn.',
    ),
  ]),
  location('@no_replica', [
    block('if ($mcp_retried = "")', [
      'add_header Retry-After 2 always;',
      answer(503, 'NO_REPLICA', 'No replica can be reached. The request was not carried out; try again in a moment.'),
    ]),
    answer(
      502,
      'OUTCOME_UNKNOWN',
      'No replica answered; whether the request took effect is unknown. Look before you send it again.',
    ),
  ]),
].join('\n');

function location(name: string, lines: readonly string[]): string {
  return block(`location ${name}`, ['default_type application/json;', ...lines]);
}

function answer(status: number, code: string, message: string): string {
  const body = { jsonrpc: '2.0', id: null, error: { code: -32000, message, data: { code } } };
  return `return ${status} '${JSON.stringify(body)}';`;
}
