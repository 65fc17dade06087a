import type { AppError } from '../../src/base/errors.ts';
import type { Child } from '../child/child.ts';
import { ChildLostError } from '../errors.ts';
import type { Answers } from './answers.ts';
import type { ChildConnection } from './child-connection.ts';
import type { Handshake, HandshakeStep } from './handshake.ts';
import { mayRepeat } from './may-repeat.ts';
import type { PendingRequest } from './pending-requests.ts';
import { learnTools, restoreChild } from './restore-child.ts';
import type { ToolHints } from './tool-hints.ts';

/** A child that waited in the pool may have died a moment ago, unnoticed. The next one is asked then. */
const MOST_CHILDREN = 3;

export interface RecoveryParts {
  readonly connection: ChildConnection;
  readonly answers: Answers;
  readonly tools: ToolHints;
  /** A child that nobody has used. */
  readonly acquire: (signal: AbortSignal) => Promise<Child>;
  /** Longest time for bringing a child to the state of the last one. Milliseconds. */
  readonly recoveryTimeoutMs: number;
  /** Whether to ask for the tools though no request makes it necessary: one may come that was sent to a lost replica first. */
  readonly learnsTools: boolean;
}

/** Whether an interrupted request goes to a second child; undefined: that is known once its tools are listed. */
export function isRepeated({ envelope, wasRepeated }: PendingRequest, tools: ToolHints): boolean | undefined {
  return envelope !== undefined && !wasRepeated && mayRepeat(envelope, tools);
}

/**
 * Gets a session the next child and brings it to where the last one was: its handshake, then what the last one left
 * unanswered and may be asked again. What may not fails with `lost`. The connection is then ready to be opened.
 *
 * Rejects as `acquire`, with `HandshakeRefusedError`, or with `ChildLostError` where this child and those after it end too,
 * or one takes too long.
 */
export async function recover(
  parts: RecoveryParts,
  handshake: Handshake,
  interrupted: readonly PendingRequest[],
  lost: AppError,
  signal: AbortSignal,
): Promise<void> {
  const { connection, answers, tools } = parts;
  const { steps } = handshake; // as it is now: what the client says from now on waits, and comes after
  await bringBack(parts, steps, interrupted, signal);
  const awaited = new Set(answers.requests);
  for (const request of interrupted) {
    if (!awaited.has(request)) continue; // cancelled or timed out meanwhile
    if (request.envelope === undefined || isRepeated(request, tools) !== true) {
      answers.failAll(lost, (one) => one === request);
    } else {
      answers.repeated(request);
      connection.tell(request.envelope.bytes);
    }
  }
  if (!connection.hasChild) throw new ChildLostError();
}

/** Attaches a child and has it take the handshake. Nothing that the client waits for has reached it then. */
async function bringBack(
  { connection, tools, acquire, recoveryTimeoutMs, learnsTools }: RecoveryParts,
  steps: readonly HandshakeStep[],
  interrupted: readonly PendingRequest[],
  signal: AbortSignal,
): Promise<void> {
  for (let left = MOST_CHILDREN; ; left -= 1) {
    if (!connection.hasChild) {
      const child = await acquire(signal);
      if (signal.aborted) void child.close();
      signal.throwIfAborted();
      connection.attach(child);
    }
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      connection.release();
    }, recoveryTimeoutMs);
    try {
      await restoreChild(connection, steps);
      const isUnsure = interrupted.some((request) => isRepeated(request, tools) === undefined);
      if (isUnsure || (learnsTools && steps.length > 0 && !tools.areKnown)) await learnTools(connection, tools);
      return;
    } catch (error) {
      if (!(error instanceof ChildLostError) || isLate || signal.aborted || left === 1) throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}
