import path from 'node:path';

/** A command line, already split into words: no shell ever sees it. */
export interface ChildCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** What errors and logs call it. The arguments are left out: they may hold secrets. */
export function commandName({ file }: ChildCommand): string {
  return path.basename(file);
}
