import { callError, type FailedCall } from './call-error.ts';
import type { Call } from './sender.ts';

/** A call to be made in a limited time: all that {@link callError} needs, but for the deadline's own signal. */
export type TimedCall = Omit<FailedCall, 'deadline'>;

/** Runs the work of a call until it is cancelled or its time is over. Rejects with what its caller is told. */
export async function withinDeadline<Answer>(
  call: TimedCall,
  work: (time: Pick<Call, 'signal' | 'endsAt'>) => Promise<Answer>,
): Promise<Answer> {
  const deadline = AbortSignal.timeout(call.deadlineMs);
  const endsAt = performance.now() + call.deadlineMs;
  try {
    return await work({ signal: AbortSignal.any([call.cancelled, deadline]), endsAt });
  } catch (error) {
    throw callError(error, { ...call, deadline });
  }
}
