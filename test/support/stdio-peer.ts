import { type ProgramOptions, StartedProgram } from './started-program.ts';
import { isResponseTo, type WirePeer } from './wire-peer.ts';

/** Speaks to a server over its stdin and stdout. */
export class StdioPeer implements WirePeer {
  readonly program: StartedProgram;

  constructor([command = '', ...args]: readonly string[], options: ProgramOptions = {}) {
    this.program = new StartedProgram(command, args, options);
  }

  async ask(line: string): Promise<string[]> {
    await this.tell(line);
    return this.until(isResponseTo(line));
  }

  async tell(line: string): Promise<void> {
    this.program.stdin.write(`${line}\n`);
  }

  until(wanted: (line: string) => boolean): Promise<string[]> {
    return this.program.stdout.until(wanted);
  }

  /** Ends stdin, as a client does; resolves when the server has ended. */
  async close(): Promise<void> {
    this.program.stdin.end();
    await this.program.exited;
  }
}
