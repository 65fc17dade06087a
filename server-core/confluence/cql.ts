/** A value as a CQL string: the only way in which a value may get into a query. Line ends become blanks. */
export function cqlString(value: string): string {
  return `"${value.replace(/\s+/g, ' ').replace(/[\\"]/g, '\\$&')}"`;
}
