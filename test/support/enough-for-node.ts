/** What some versions of Node.js reserve and never use counts as memory too. Bytes. */
const RESERVED = Number(process.versions.node.split('.')[0]) >= 24 ? 512 * 1024 ** 2 : 0;

/** A limit on memory (RLIMIT_DATA) that leaves a Node.js of this version so many bytes. */
export function enoughForNode(bytes: number): number {
  return RESERVED + bytes;
}
