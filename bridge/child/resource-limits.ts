import { execa } from 'execa';
import { ChildLimitsError } from '../errors.ts';
import type { ChildCommand } from './child-command.ts';
import type { ChildEnvironment } from './child-environment.ts';
import { findExecutable } from './find-executable.ts';

/**
 * `$1`: KiB of memory, `$2`: open files, 0 for no limit; then the command, which takes the place of the shell. Its words
 * are positional parameters: no shell reads them as a program.
 */
const SCRIPT = '{ [ "$1" = 0 ] || ulimit -d "$1"; } && { [ "$2" = 0 ] || ulimit -n "$2"; } && shift 2 && exec "$@"';

const SHELL = '/bin/sh';

/** What the system ends a process with that got no memory, besides its own way to say so. */
const ENDS_WITHOUT_MEMORY: ReadonlySet<string> = new Set(['SIGABRT', 'SIGSEGV', 'SIGTRAP', 'SIGILL', 'SIGBUS']);

/** Held by the kernel for each process, and for each that it starts. */
export interface ResourceLimits {
  /** Memory that it may write to: heap, stacks, private mappings (RLIMIT_DATA). Bytes; 0: no limit. @default 0 */
  readonly childMemoryBytes?: number;
  /** RLIMIT_NOFILE; 0: no limit. @default 0 */
  readonly childOpenFiles?: number;
}

/** The user and group to run as; a bridge that is not root cannot. Without a group it is the one with the user's number. */
export interface ProcessOwner {
  readonly childUid?: number | undefined;
  readonly childGid?: number | undefined;
}

/** The command line that sets the limits and then becomes `command`; `command` itself where there are none. */
export function limitedCommand(
  command: ChildCommand,
  limits: ResourceLimits,
  { variables }: ChildEnvironment,
  cwd: string | undefined,
): ChildCommand {
  if (!isLimited(limits)) return command;
  const searchPath = variables['PATH'];
  const file = searchPath === undefined ? command.file : findExecutable(command.file, searchPath, cwd ?? process.cwd());
  // What cannot be started is left to the system, which says why: a shell would only exit with 127.
  if (file === undefined) return command;
  return { file: SHELL, args: [...shellArgs(limits), file, ...command.args] };
}

/** Throws `ChildLimitsError` where the system does not let processes be limited so. */
export async function assertLimits(limits: ResourceLimits, owner: ProcessOwner): Promise<void> {
  if (!isLimited(limits)) return;
  const options = { reject: false, extendEnv: false, env: {}, ...ownerOptions(owner) };
  const { failed, stderr } = await execa(SHELL, shellArgs(limits), options);
  if (failed && stderr !== undefined && stderr !== '') throw new ChildLimitsError(stderr); // else its start will fail too, and say why
}

/** As `spawn` wants them. */
export function ownerOptions({ childUid, childGid = childUid }: ProcessOwner): { uid?: number; gid?: number } {
  return { ...(childUid !== undefined && { uid: childUid }), ...(childGid !== undefined && { gid: childGid }) };
}

/** Whether a process with these limits may have ended since it got no more memory. */
export function mayHaveLackedMemory({ childMemoryBytes = 0 }: ResourceLimits, signal: string | undefined): boolean {
  return childMemoryBytes > 0 && signal !== undefined && ENDS_WITHOUT_MEMORY.has(signal);
}

function isLimited({ childMemoryBytes = 0, childOpenFiles = 0 }: ResourceLimits): boolean {
  return childMemoryBytes > 0 || childOpenFiles > 0;
}

function shellArgs({ childMemoryBytes = 0, childOpenFiles = 0 }: ResourceLimits): string[] {
  return ['-c', SCRIPT, 'sh', String(Math.ceil(childMemoryBytes / 1024)), String(childOpenFiles)];
}
