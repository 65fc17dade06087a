import { InvalidResponseError } from './errors.ts';

/** An object as it came over the wire: any member may be missing, null or of another kind than documented. */
export type WireObject = { readonly [member: string]: unknown };

/** The value as an object; throws `InvalidResponseError` when an answer is anything else. */
export function wireObject(value: unknown, what: string): WireObject {
  if (!isObject(value)) throw new InvalidResponseError(`The answer is not ${what}: an object was expected.`);
  return value;
}

/** The objects of a list that an answer must have; nulls in it are left out. */
export function wireList(value: unknown, what: string): WireObject[] {
  if (!Array.isArray(value)) throw new InvalidResponseError(`The answer has no ${what}: a list was expected.`);
  return value.filter(isObject);
}

/** A text or number that an answer must have, as text. */
export function wireText(value: unknown, what: string): string {
  const text = textAt({ value }, 'value');
  if (text === undefined) throw new InvalidResponseError(`The answer has no ${what}.`);
  return text;
}

/** What is at the end of a path of members; `undefined` where it breaks off or ends in null. */
export function at(object: unknown, ...path: readonly string[]): unknown {
  let value = object;
  for (const name of path) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value ?? undefined;
}

/** The text (or number) at the end of a path of members, where there is one. */
export function textAt(object: unknown, ...path: readonly string[]): string | undefined {
  const value = at(object, ...path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
