import { stderr } from 'node:process';
import { type Environment, readVariable } from '../src/base/env.ts';
import type { Secrets } from './secrets.ts';

const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60, silent: Number.POSITIVE_INFINITY };
type Level = keyof typeof levels;

/** One event a call: what is known of it, then a lower-case clause. */
type LogMethod = (fields: Readonly<Record<string, unknown>>, event: string) => void;

/** Writes one line of JSON an event to stderr, in pino's shape and levels; stdout belongs to the protocol. */
export interface Log {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
}

/**
 * Reads `MCP_LOG_LEVEL` (default `warn`).
 * Written by hand because loading pino takes a quarter of the time that this program may take to start.
 */
export function createLog(env: Environment, secrets: Secrets, write: (line: string) => void = writeToStderr): Log {
  const wanted = readVariable(env, 'MCP_LOG_LEVEL')?.toLowerCase() ?? 'warn';
  const known = Object.hasOwn(levels, wanted);
  const least = levels[known ? (wanted as Level) : 'warn'];

  const at = (level: Exclude<Level, 'silent'>): LogMethod => {
    if (levels[level] < least) return () => {};
    return (fields, event) => {
      const entry = {
        level,
        time: new Date().toISOString(),
        name: 'mcp-jira-confluence',
        ...plain(fields),
        msg: event,
      };
      write(`${JSON.stringify(secrets.hideIn(entry))}\n`);
    };
  };
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  if (!known) log.warn({ expected: Object.keys(levels) }, 'MCP_LOG_LEVEL is not a level, using warn');
  return log;
}

/** Errors as data: their own message, code, stack and cause, but no request or response that may hang on them. */
function plain(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? describe(value) : value]),
  );
}

function describe(error: Error): Record<string, unknown> {
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return { type: name, message, code, stack, ...(cause instanceof Error && { cause: describe(cause) }) };
}

function writeToStderr(line: string): void {
  if (stderr.listenerCount('error') === 0) stderr.on('error', () => {}); // a reader that has gone must not end the server
  stderr.write(line);
}
