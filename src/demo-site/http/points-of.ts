import { isJsonObject } from '../json.ts';

const lists = ['issues', 'values', 'results', 'comments', 'worklogs'];

/**
 * What an answer costs of an hourly quota: a point for the call, and for what a reading call returns a point an object,
 * or two where it is a person. Source: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export function pointsOf(method: string, path: string, body: unknown): number {
  if (method !== 'GET') return 1;
  const each = /\/(?:user|users|group|groups|myself)(?:\/|$)/.test(path) ? 2 : 1;
  return 1 + each * objectsIn(body);
}

function objectsIn(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  if (!isJsonObject(body)) return 0;
  const list = lists.map((name) => body[name]).find((value) => Array.isArray(value));
  return list === undefined ? 1 : list.length;
}
