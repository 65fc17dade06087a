import { stdin as processStdin, stdout as processStdout } from 'node:process';
import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../src/base/env.ts';
import { onShutdown } from '../src/base/shutdown.ts';
import { createLog } from './log.ts';
import { greet } from './protocol/greeting.ts';
import { StdioTransport } from './protocol/stdio-transport.ts';
import { secretsOf } from './secrets.ts';

export interface ServerOptions {
  /** Where the sites and credentials are read from, and `MCP_LOG_LEVEL`. Usually `process.env`. */
  readonly env: Environment;
  /** Requests, one JSON-RPC message a line. @default process.stdin */
  readonly stdin?: Readable;
  /** Answers, one JSON-RPC message a line and nothing else. @default process.stdout */
  readonly stdout?: Writable;
  /** How long requests in flight may go on after stdin has ended. @default 2_000 */
  readonly graceMs?: number;
}

/**
 * Serves MCP over stdio until stdin ends, stdout breaks or a signal comes; then resolves with nothing left running.
 *
 * The answer to `initialize` needs no tool, no schema and no HTTP client. So it goes out first, and the rest is loaded
 * while the client reads it, or in the pause before a client comes at all.
 */
export async function runServer(options: ServerOptions): Promise<void> {
  const secrets = secretsOf(options.env);
  const log = createLog(options.env, secrets);
  const transport = new StdioTransport({
    stdin: options.stdin ?? processStdin,
    stdout: options.stdout ?? processStdout,
    greet,
    log,
  });
  const close = (): Promise<void> => transport.finish({ graceMs: options.graceMs ?? 2_000 });
  onShutdown(close);
  transport.listen();

  await transport.firstMessageOrPause;
  const { connectServer } = await import('./server.ts');
  const server = await connectServer(transport, { env: options.env, secrets, log });

  await transport.ended;
  await close();
  await server.close();
}
