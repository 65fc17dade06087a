import type { ServerResponse } from 'node:http';
import { limitUnread } from './limit-unread.ts';

/** Up to this Node sends a text in the same piece as the headers; bytes would be a second piece. */
const ONE_PIECE_BYTES = 8192;

/** Ends a response. False while its client has yet to read some of it, which it may take `unreadTimeoutMs` for. */
export function endResponse(response: ServerResponse, unreadTimeoutMs: number, last?: Buffer | string): boolean {
  if (response.destroyed) return true;
  const hasTurn = response.socket !== null;
  if (last instanceof Buffer && last.length <= ONE_PIECE_BYTES) response.end(last.toString('latin1'), 'latin1');
  else response.end(last);
  if (hasTurn && response.writableLength === 0) return true; // the kernel has it all
  limitUnread(response, unreadTimeoutMs);
  return !hasTurn; // another response comes first; to hold that one back would help nobody
}
