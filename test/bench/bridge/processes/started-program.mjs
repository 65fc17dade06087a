import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';

const START_TIMEOUT_MS = 20_000;
const STOP_GRACE_MS = 8_000;

const KEPT = ['PATH', 'TMPDIR', 'HOME'];

/** What a program needs of the environment here; nothing that would configure it, or make Node itself slower. */
export const plainEnvironment = Object.fromEntries(
  KEPT.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
);

const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

/**
 * Starts a program that listens on `127.0.0.1`, and resolves when it takes connections. `wordsFor(port)` are its
 * arguments, with a free port. `stop()` sends SIGTERM and waits, and kills what does not go then.
 */
export async function startProgram(name, file, wordsFor) {
  const port = await freePort();
  const child = spawn(file, wordsFor(port), { env: plainEnvironment, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints = `${complaints}${chunk}`.slice(-2_000);
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  const exited = once(child, 'exit');
  const giveUp = performance.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || performance.now() > giveUp) {
      child.kill('SIGKILL');
      throw new Error(`${name} does not listen: ${complaints.trim() || `exit ${child.exitCode}`}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await exited;
      clearTimeout(impatience);
    },
  };
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
