import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const ANSWER_TIMEOUT_MS = 30_000;

/** What a child needs of the environment here; nothing that would configure it, or make Node itself slower. */
const KEPT = ['PATH', 'TMPDIR', 'SystemRoot'];

/**
 * Starts a program of Node with `env` for its own variables. `nextLine` waits for the next line of its stdout, and fails
 * with the last of its stderr where it ends instead. `end` closes its stdin and waits, and kills what does not go then.
 */
export function startNode(args, env = {}) {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])));
  const child = spawn(process.execPath, args, { env: { ...kept, ...env }, stdio: 'pipe' });
  const exited = once(child, 'exit');
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints = `${complaints}${chunk}`.slice(-8_192);
  });
  child.stdin.on('error', () => {}); // the end of the child says it all
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  const nextLine = async () => {
    const tooLate = setTimeout(() => child.kill('SIGKILL'), ANSWER_TIMEOUT_MS);
    const { value, done } = await lines.next();
    clearTimeout(tooLate);
    if (!done) return value;
    await exited;
    throw new Error(/^.*Error.*$/m.exec(complaints)?.[0] ?? `it ended, with ${child.exitCode ?? child.signalCode}`);
  };
  const end = async () => {
    child.stdin.end();
    const impatience = setTimeout(() => child.kill('SIGKILL'), 2_000);
    await exited;
    clearTimeout(impatience);
  };
  return { pid: child.pid, nextLine, end, writeLine: (line) => child.stdin.write(`${line}\n`) };
}
