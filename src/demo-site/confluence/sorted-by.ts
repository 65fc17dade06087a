import { Refusal } from '../http/refusal.ts';

export type SortKeys<T> = Readonly<Record<string, (item: T) => string | number>>;

/** @param sort the name of a key, with a `-` before it for the highest first; any other is a 400. */
export function sortedBy<T>(items: readonly T[], sort: string, keys: SortKeys<T>): readonly T[] {
  const name = sort.replace(/^-/, '');
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (key === undefined) throw new Refusal(400, `Provided value {${sort}} for 'sort' is not the correct type.`);
  const order = sort.startsWith('-') ? -1 : 1;
  return [...items].sort((a, b) => order * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
