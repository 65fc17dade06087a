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

function jira(refusal: Refusal) {
  return {
    errorMessages: refusal.message === '' ? [] : [refusal.message],
    errors: refusal.details.errors ?? {},
  };
}

/** Words a refusal as the API that owns `path` words it: Jira (and Agile), Confluence v1 or v2. */
export function errorBody(path: string, refusal: Refusal): unknown {
  if (path.startsWith('/wiki/api/v2/')) return confluenceV2(refusal);
  if (path.startsWith('/wiki/')) return confluenceV1(refusal);
  return jira(refusal);
}
