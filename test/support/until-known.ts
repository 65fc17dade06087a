import { setTimeout as delay } from 'node:timers/promises';
import type { RunningReplica } from './start-replicas.ts';
import { send } from './streamable-session.ts';

/** How often is asked. Milliseconds. */
const POLL_MS = 20;

/** Resolves once a replica knows another, which takes a third of the lease at most. */
export async function untilKnown({ url }: RunningReplica, { tag }: RunningReplica): Promise<void> {
  const peer = `"${tag}-`;
  while (!(await send('GET', `${url}/health`, {})).text.includes(peer)) await delay(POLL_MS);
}
