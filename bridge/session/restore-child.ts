import { randomUUID } from 'node:crypto';
import { HandshakeRefusedError } from '../errors.ts';
import type { ChildConnection } from './child-connection.ts';
import type { HandshakeStep } from './handshake.ts';
import type { ToolHints } from './tool-hints.ts';

/** A server that lists more pages of tools than this is not asked further. */
const MOST_PAGES = 100;

/**
 * Brings a fresh child to the state that a handshake has recorded, with the client's own messages, one after the other.
 * Rejects with `HandshakeRefusedError` where it does not accept `initialize`, and with `ChildLostError` where it ends.
 */
export async function restoreChild(connection: ChildConnection, steps: readonly HandshakeStep[]): Promise<void> {
  for (const { bytes, idKey } of steps) {
    if (idKey === undefined) connection.tell(bytes);
    else {
      const { isError } = await connection.ask({ bytes, idKey });
      const isInitialize = bytes === steps[0]?.bytes;
      if (isError && isInitialize) throw new HandshakeRefusedError();
    }
  }
}

/** Has a child list its tools, so that their hints are known. */
export async function learnTools(connection: ChildConnection, tools: ToolHints): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const id = `bridge-${randomUUID()}`;
    const params = cursor === undefined ? {} : { cursor };
    const bytes = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/list', params }));
    const { isError, result, bytes: answer } = await connection.ask({ bytes, idKey: `"${id}"` });
    if (isError || result === undefined) return;
    cursor = tools.learn(answer.subarray(result.start, result.end));
    if (cursor === undefined) return;
  }
}
