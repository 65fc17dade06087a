/** How a child ended. */
export interface ChildExit {
  /** Undefined where a signal ended it, or it never started. */
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** Why it could not be started, as the operating system says it: `ENOENT`, `EACCES`, … */
  readonly startFailure: string | undefined;
  /** The folder that it was to run in, where that is why it could not be started. */
  readonly unusableFolder?: string | undefined;
  /** It ended as processes do that get no memory, and it had a limit. */
  readonly mayHaveLackedMemory?: true | undefined;
  /** Its last words on stderr, oldest line first; secrets are replaced by their names. */
  readonly stderr: readonly string[];
}

/** One clause, to follow the name of the command: `exited with code 3`. */
export function describeExit({
  exitCode,
  signal,
  startFailure,
  unusableFolder,
  mayHaveLackedMemory,
}: ChildExit): string {
  if (unusableFolder !== undefined) {
    return `could not be started: the folder "${unusableFolder}" does not exist or may not be entered`;
  }
  if (startFailure === 'ENOENT') return 'could not be started: no such command';
  if (startFailure === 'EACCES') return 'could not be started: it may not be executed';
  if (startFailure === 'EPERM') {
    return 'could not be started: the bridge must be root to run it as another user or group (--child-uid, --child-gid)';
  }
  if (startFailure !== undefined) return `could not be started: ${startFailure}`;
  if (mayHaveLackedMemory) return `was ended by ${signal}, perhaps for want of memory (--child-memory)`;
  if (signal !== undefined) return `was ended by ${signal}`;
  return `exited with code ${exitCode}`;
}
