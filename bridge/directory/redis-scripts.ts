import { createHash } from 'node:crypto';
import assertSession from './lua/assert-session.lua';
import checkSecret from './lua/check-secret.lua';
import dropLease from './lua/drop-lease.lua';
import findSession from './lua/find-session.lua';
import holdLease from './lua/hold-lease.lua';
import keepHandshake from './lua/keep-handshake.lua';
import leaveReplicas from './lua/leave-replicas.lua';
import meetReplicas from './lua/meet-replicas.lua';
import readHandshake from './lua/read-handshake.lua';
import readLease from './lua/read-lease.lua';
import releaseSession from './lua/release-session.lua';
import takeSession from './lua/take-session.lua';
import writeSession from './lua/write-session.lua';

/** A Lua script that Redis runs as one step. Each has one key, so that Redis Cluster can run it. */
export interface RedisScript {
  readonly text: string;
  /** What Redis knows it by, once it has seen the text. */
  readonly sha: string;
}

/** What they do, take and return stands at the head of their files. */
export const redisScripts = {
  assertSession: script(assertSession),
  checkSecret: script(checkSecret),
  dropLease: script(dropLease),
  findSession: script(findSession),
  holdLease: script(holdLease),
  keepHandshake: script(keepHandshake),
  leaveReplicas: script(leaveReplicas),
  meetReplicas: script(meetReplicas),
  readHandshake: script(readHandshake),
  readLease: script(readLease),
  releaseSession: script(releaseSession),
  takeSession: script(takeSession),
  writeSession: script(writeSession),
};

function script(text: string): RedisScript {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}
