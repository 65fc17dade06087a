/** Room for what surrounds text and data in the line of an answer, in bytes. */
export const ENVELOPE_BYTES = 512;

/** What a value takes in the line that a client reads, in bytes. */
export function sizeOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value));
}

/** A text's beginning, of at most `length` UTF-16 units, cut between lines or words where one is near. */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  const near = Math.floor(cut.length * 0.8);
  const end = Math.max(cut.lastIndexOf('\n'), near) > near ? cut.lastIndexOf('\n') : cut.lastIndexOf(' ');
  return end > near ? cut.slice(0, end + 1) : cut;
}
