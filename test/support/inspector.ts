import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { repositoryRoot } from './bins.ts';
import { neutralEnvironment } from './neutral-environment.ts';

const run = promisify(execFile);
const cli = fileURLToPath(import.meta.resolve('@modelcontextprotocol/inspector-cli'));

/** The Inspector's command line as a client: each call is a program run, and so a session, of its own. */
export class Inspector {
  readonly #target: readonly string[];
  readonly #env: Readonly<Record<string, string>>;

  /** `target` is a URL, or a command and its arguments, which gets `env`. */
  constructor(target: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.#target = target;
    this.#env = env;
  }

  listTools(): Promise<{ tools: { name: string }[] }> {
    return this.#run('tools/list');
  }

  listResources(): Promise<{ resources: { uri: string }[] }> {
    return this.#run('resources/list');
  }

  listPrompts(): Promise<{ prompts: { name: string }[] }> {
    return this.#run('prompts/list');
  }

  readResource({ uri }: { uri: string }): Promise<unknown> {
    return this.#run('resources/read', '--uri', uri);
  }

  getPrompt(prompt: { name: string; arguments: Record<string, string> }): Promise<unknown> {
    return this.#run('prompts/get', '--prompt-name', prompt.name, '--prompt-args', ...pairs(prompt.arguments));
  }

  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<CallToolResult> {
    const args = pairs(call.arguments);
    return this.#run('tools/call', '--tool-name', call.name, ...(args.length > 0 ? ['--tool-arg', ...args] : []));
  }

  async #run<Result>(method: string, ...options: string[]): Promise<Result> {
    const { stdout } = await run(process.execPath, [cli, '--cli', ...this.#target, '--method', method, ...options], {
      // It looks for a package.json one folder up, and fails to start where there is none.
      cwd: path.join(repositoryRoot, 'test'),
      env: { ...neutralEnvironment(), ...this.#env },
    });
    return JSON.parse(stdout);
  }
}

/** The command line takes what reads as JSON for that, so a text of digits needs its quotes. */
function pairs(args: Record<string, unknown>): string[] {
  return Object.entries(args).map(([name, value]) => {
    const isPlain = typeof value === 'string' && !/^[\s\d"[{tfn-]/.test(value);
    return `${name}=${isPlain ? value : JSON.stringify(value)}`;
  });
}
