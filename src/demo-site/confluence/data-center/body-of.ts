import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Site } from '../../site.ts';
import { storageBody } from '../write-page.ts';
import { refusal } from './refusals.ts';
import { withAccountIds } from './user-mentions.ts';

/** The parts of a content that a client writes, checked for what they must be. */

export function objectOf(body: unknown): JsonObject {
  if (!isJsonObject(body)) throw refusal(400, 'The request body must be a JSON object.');
  return body;
}

/** The storage text in `body.storage`; `undefined` where no body is sent. */
export function storageIn({ body }: JsonObject, { people }: Site): string | undefined {
  if (body === undefined) return undefined;
  if (!isJsonObject(body) || body['storage'] === undefined) {
    throw refusal(400, 'The body must be sent as body.storage: this site keeps no other representation.');
  }
  return withAccountIds(storageBody(body), people);
}

/** An id in a reference such as `{"id": 789}`, which may be a number or a text. */
export function idIn(reference: unknown): string | undefined {
  const id = isJsonObject(reference) ? reference['id'] : undefined;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : undefined;
}

/** The id of the first of `ancestors`, which is the new parent; `undefined` where the body names none. */
export function parentIdIn({ ancestors }: JsonObject): string | undefined {
  if (ancestors === undefined) return undefined;
  const id = Array.isArray(ancestors) ? idIn(ancestors[0]) : undefined;
  if (id === undefined) throw refusal(400, 'The ancestors must be a list whose first item has an id.');
  return id;
}
