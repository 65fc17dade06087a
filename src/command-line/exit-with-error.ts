import { AppError } from '../base/errors.ts';
import { UsageError } from './usage-error.ts';

/** Ends the program with one line on stderr that says why: exit code 2 for a wrong command line, else 1. */
export function exitWithError(program: string, error: unknown): never {
  const isUsage = error instanceof UsageError;
  const text = error instanceof AppError ? error.message : String((error as Error)?.stack ?? error);
  process.stderr.write(`${program}: ${text}${isUsage ? ` (see ${program} --help)` : ''}\n`);
  process.exit(isUsage ? 2 : 1);
}
