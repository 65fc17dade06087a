import { bridgeBin } from './bins.ts';
import { type ProgramExit, type ProgramOptions, StartedProgram } from './started-program.ts';

interface LogLine {
  readonly msg?: string;
  readonly [field: string]: unknown;
}

export interface RunningBridge {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly pid: number;
  /** All that it has logged so far. */
  readonly log: readonly LogLine[];
  readonly exited: Promise<ProgramExit>;
  stop(signal?: NodeJS.Signals): Promise<ProgramExit>;
}

/** Starts the real command on a free port, and resolves when it listens. It is killed when the test is over. */
export async function startBridge(
  args: readonly string[],
  options: ProgramOptions = {},
  [command = '', ...bin]: readonly string[] = [process.execPath, bridgeBin],
): Promise<RunningBridge> {
  const program = new StartedProgram(command, [...bin, '--port', '0', ...args], options);
  const lines = await program.stderr.until((line) => parseLogLine(line)?.msg === 'bridge is listening');
  const { url } = parseLogLine(lines.at(-1) ?? '') ?? {};
  if (typeof url !== 'string') throw new Error(`The bridge does not say where it listens: ${lines.at(-1)}`);
  return {
    url: url.replace(/\/$/, ''),
    pid: program.pid,
    get log() {
      return program.stderr.text.split('\n').map((line) => parseLogLine(line) ?? { msg: line });
    },
    exited: program.exited,
    stop: (signal) => program.stop(signal),
  };
}

function parseLogLine(line: string): LogLine | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
