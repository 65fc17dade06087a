/** A line is a view of all that was read with it; kept as it is, it would keep that too. */
export function ownCopy(message: Buffer): Buffer {
  return message.length * 2 < message.buffer.byteLength ? Buffer.from(message) : message;
}
