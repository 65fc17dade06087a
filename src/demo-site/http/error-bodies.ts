import { STATUS_CODES } from 'node:http';
import type { Destination } from './destination.ts';
import type { Refusal } from './refusal.ts';

/** The default `code` of a Confluence v2 error. */
const v2Codes: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST_PARAMETER',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
};

function confluenceV2(refusal: Refusal) {
  const { status, message } = refusal;
  const code = refusal.details.code ?? v2Codes[status] ?? 'INTERNAL_SERVER_ERROR';
  return { errors: [{ status, code, title: message, detail: null }] };
}

function confluenceV1(refusal: Refusal) {
  const { status, message } = refusal;
  const data = { authorized: status !== 401 && status !== 403, valid: status !== 400, errors: [], successful: false };
  return { statusCode: status, data, message };
}

/** On Data Center it also names the status. */
function confluenceDataCenter(refusal: Refusal) {
  return { ...confluenceV1(refusal), reason: STATUS_CODES[refusal.status] };
}

function jira(refusal: Refusal) {
  return {
    errorMessages: refusal.message === '' ? [] : [refusal.message],
    errors: refusal.details.errors ?? {},
  };
}

/** What stands before the products: the gateway, or the server that would have a product at that path. */
function frontDoor({ status, message }: Refusal) {
  return { code: status, message };
}

/**
 * Words a refusal as whoever was asked words it: Jira (and Agile), Confluence v1 or v2, or what stands before them.
 * Jira and the gateway answer 401 before any API has a say; who does not take JSON gets it as plain text.
 */
export function errorBody(to: Destination | undefined, refusal: Refusal, takesJson: boolean): unknown {
  const { status, message } = refusal;
  if (refusal.details.plain === true) return message;
  if (to === undefined || (status === 401 && to.throughGateway)) return frontDoor(refusal);
  if (to.path.startsWith('/wiki/api/v2/')) return confluenceV2(refusal);
  if (to.path.startsWith('/wiki/')) return confluenceV1(refusal);
  if (to.product === 'confluence') return confluenceDataCenter(refusal);
  if (status === 401) return takesJson ? { message, 'status-code': status } : message;
  return jira(refusal);
}
