import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { Inbox } from './inbox.ts';
import { neutralEnvironment } from './neutral-environment.ts';
import { onEachLine } from './on-each-line.ts';

/** How long what it printed may take to be read: an orphan of it could hold the pipes open for ever. */
const LAST_WORDS_MS = 1_000;

export interface ProgramExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProgramOptions {
  /** Added to the neutral environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** A program under test: what it prints, line by line, and how it ends. It is killed when the test is over. */
export class StartedProgram {
  readonly pid: number;
  readonly stdin: Writable;
  readonly stdout = new Inbox('stdout');
  readonly stderr = new Inbox('stderr');
  /** Resolves when it has ended and what it printed has been read. */
  readonly exited: Promise<ProgramExit>;
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;

  constructor(command: string, args: readonly string[], options: ProgramOptions = {}) {
    this.#process = spawn(command, args, {
      cwd: options.cwd,
      env: { ...neutralEnvironment(), ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { pid, stdin, stdout, stderr } = this.#process;
    this.exited = this.#awaitExit(`${command} ${args.join(' ')}`);
    if (pid === undefined) throw new Error(`${command} could not be started`);
    this.pid = pid;
    this.stdin = stdin.on('error', () => {}); // a program that has ended reads no more: its exit tells
    onEachLine(stdout, (line) => this.stdout.push(line));
    onEachLine(stderr, (line) => this.stderr.push(line));
    onTestFinished(async () => {
      await this.stop('SIGKILL');
    });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<ProgramExit> {
    this.#process.kill(signal);
    return this.exited;
  }

  async #awaitExit(commandLine: string): Promise<ProgramExit> {
    const closed = once(this.#process, 'close');
    const [code, signal] = await once(this.#process, 'exit');
    await Promise.race([closed, delay(LAST_WORDS_MS)]);
    const end = new Error(`${commandLine} ended: code ${code}, signal ${signal}\n${this.stderr.text}`);
    for (const inbox of [this.stdout, this.stderr]) inbox.close(end);
    return { code, signal };
  }
}
