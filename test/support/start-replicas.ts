import { bridgeBin } from './bins.ts';
import { freePort } from './free-port.ts';
import { type RunningRedis, startRedis } from './start-redis.ts';
import { type ProgramExit, StartedProgram } from './started-program.ts';

const clusterSecret = 'of the replicas under test';

/** One of several bridges that share a Redis: the built program, on a port that it keeps when it is started again. */
export interface RunningReplica {
  readonly tag: string;
  /** Without a slash at the end. */
  readonly url: string;
  readonly pid: number;
  /** All that it has logged since it was started last. */
  readonly log: string;
  stop(signal: NodeJS.Signals): Promise<ProgramExit>;
  /** SIGSTOP, SIGCONT and the like: resolves at once. */
  signal(signal: NodeJS.Signals): void;
  /** Starts it again once it has ended. */
  start(): Promise<void>;
}

export interface Replicas {
  readonly redis: RunningRedis;
  readonly replicas: readonly [RunningReplica, RunningReplica, ...RunningReplica[]];
}

export interface ReplicasOptions {
  /** @default 2 */
  readonly count?: 2 | 3;
  /** Options of the bridge, for each of them. A lease of a second and replay are the default. */
  readonly args?: readonly string[];
}

/** Starts a Redis and replicas r1, r2, … around the child with that command; all end when the test is over. */
export async function startReplicas(
  child: readonly string[],
  { count = 2, args = [] }: ReplicasOptions = {},
): Promise<Replicas> {
  const redis = await startRedis();
  const start = (number: number): Promise<RunningReplica> => startReplica(`r${number}`, redis.url, child, args);
  const [first, second, ...others] = await Promise.all([start(1), start(2), ...(count === 3 ? [start(3)] : [])]);
  return { redis, replicas: [first, second, ...others] };
}

/** Starts one of them. */
export async function startReplica(
  tag: string,
  redisUrl: string,
  child: readonly string[],
  args: readonly string[] = [],
): Promise<RunningReplica> {
  const port = await freePort();
  const own = ['--port', `${port}`, '--replica-tag', tag, '--redis', redisUrl, '--cluster-secret', clusterSecret];
  const usual = ['--lease', '1s', '--recovery', 'replay', '--retry', '50ms'];
  const run = async (): Promise<StartedProgram> => {
    const words = [bridgeBin, ...own, ...usual, ...args, '--', ...child];
    const started = new StartedProgram(process.execPath, words);
    await started.stderr.until((line) => line.includes('bridge is listening'));
    return started;
  };
  let program = await run();
  return {
    tag,
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return program.pid;
    },
    get log() {
      return program.stderr.text;
    },
    stop: (signal) => program.stop(signal),
    signal: (signal) => void process.kill(program.pid, signal),
    async start() {
      program = await run();
    },
  };
}
