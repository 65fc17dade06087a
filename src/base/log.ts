import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What nobody reads is kept up to this; further lines are lost until there is room. Characters. */
const MOST_UNREAD = 4 * 1024 ** 2;

/** Logs to stderr: for a person where that is a terminal, as JSON lines everywhere else. */
export function createLog(level: LogLevel): Logger {
  return pino(
    { level },
    process.stderr.isTTY ? prettyStream() : pino.destination({ fd: 2, sync: false, maxLength: MOST_UNREAD }),
  );
}

function prettyStream(): DestinationStream {
  return pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
}
