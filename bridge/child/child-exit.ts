/** How a child ended. */
export interface ChildExit {
  /** Undefined where a signal ended it, or it never started. */
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** Why it could not be started, as the operating system says it: `ENOENT`, `EACCES`, … */
  readonly startFailure: string | undefined;
  /** The folder that it was to run in, where that is why it could not be started. */
  readonly unusableFolder?: string | undefined;
  /** Its last words on stderr, oldest line first; secrets are replaced by their names. */
  readonly stderr: readonly string[];
}

/** One clause, to follow the name of the command: `exited with code 3`. */
export function describeExit({ exitCode, signal, startFailure, unusableFolder }: ChildExit): string {
  if (unusableFolder !== undefined) {
    return `could not be started: the folder "${unusableFolder}" does not exist or may not be entered`;
  }
  if (startFailure === 'ENOENT') return 'could not be started: no such command';
  if (startFailure === 'EACCES') return 'could not be started: it may not be executed';
  if (startFailure !== undefined) return `could not be started: ${startFailure}`;
  if (signal !== undefined) return `was ended by ${signal}`;
  return `exited with code ${exitCode}`;
}
