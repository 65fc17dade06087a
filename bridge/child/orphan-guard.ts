import { type SpawnedProcess, spawnProcess } from './spawn-process.ts';

/**
 * Reads `+GROUP` and `-GROUP` lines. When its input ends, the bridge is gone, however it died: every process group
 * still on the list gets SIGTERM and, a second later, SIGKILL.
 */
const SCRIPT = `
trap '' TERM INT HUP
groups=
while read -r sign group; do
  kept=
  for g in $groups; do [ "$g" = "$group" ] || kept="$kept $g"; done
  groups=$kept
  [ "$sign" = + ] && groups="$groups $group"
done
[ -n "$groups" ] || exit 0
for g in $groups; do kill -s TERM -- "-$g" 2>/dev/null; done
sleep 1
for g in $groups; do kill -s KILL -- "-$g" 2>/dev/null; done
`;

/**
 * Ends the children of a bridge that had no time to do so itself (SIGKILL, a crash, the out-of-memory killer).
 *
 * A small `sh` of its own session waits on a pipe that the kernel closes with the bridge; no other way survives SIGKILL
 * and also reaches grandchildren. Needs a POSIX system.
 */
export class OrphanGuard {
  readonly #groups = new Set<number>();
  #shell: SpawnedProcess | undefined;

  /** Takes the process group of a child into care. */
  watch(group: number): void {
    this.#groups.add(group);
    if (this.#shell === undefined) this.#start();
    else this.#tell(`+ ${group}\n`);
  }

  /** The group has ended: its number may soon be another's. */
  forget(group: number): void {
    this.#groups.delete(group);
    this.#tell(`- ${group}\n`);
  }

  /** Ends the guard itself; groups still watched are ended by it. */
  close(): void {
    const shell = this.#shell;
    this.#shell = undefined;
    shell?.stdin.end();
  }

  #start(): void {
    const shell = spawnShell();
    shell.unref();
    shell.stdin.on('error', () => {}); // seen as its exit, next
    void shell.ended.then(({ startFailure }) => {
      if (this.#shell !== shell) return;
      this.#shell = undefined;
      if (startFailure !== undefined) return; // the next child brings the next try
      if (this.#groups.size > 0) this.#start(); // somebody killed it: the next one takes over
    });
    this.#shell = shell;
    for (const group of this.#groups) this.#tell(`+ ${group}\n`);
  }

  #tell(line: string): void {
    this.#shell?.stdin.write(line);
  }
}

/** In a group of its own: what ends the bridge's must not end it. */
function spawnShell(): SpawnedProcess {
  return spawnProcess(
    { file: '/bin/sh', args: ['-c', SCRIPT] },
    { output: 'ignore', env: { PATH: process.env['PATH'] } },
  );
}
