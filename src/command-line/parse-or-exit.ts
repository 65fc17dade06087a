import { type Command, CommanderError } from 'commander';
import { UsageError } from './usage-error.ts';

/**
 * Parses words with commander. `--help` and `--version` print and end the program with exit code 0.
 * Throws `UsageError`, in one line, for anything it does not know.
 */
export function parseOrExit(command: Command, words: readonly string[]): void {
  command.exitOverride().configureOutput({ outputError: () => {} });
  try {
    command.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) process.exit(0);
    throw new UsageError(error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' '));
  }
}
