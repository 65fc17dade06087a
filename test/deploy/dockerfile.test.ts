import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { repositoryRoot } from '../support/bins.ts';
import { neutralEnvironment } from '../support/neutral-environment.ts';
import { StartedProgram } from '../support/started-program.ts';
import { filesIn } from './manifests.ts';

/** Packages are installed anew, as in an image. */
const BUILD_MS = 240_000;
const USER = 10_001;

const dockerfile = readFileSync(path.join(repositoryRoot, 'deploy/Dockerfile'), 'utf8');
const [build = '', runtime = ''] = dockerfile.split(/^FROM .*$/m).slice(1);

function steps(stage: string): { readonly name: string; readonly text: string }[] {
  const lines = stage.replaceAll('\\\n', ' ').split('\n');
  return lines.flatMap((line) => {
    const [, name, text] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    return name === undefined || text === undefined ? [] : [{ name, text }];
  });
}

/** What `deploy/Dockerfile.dockerignore` lets through. */
function contextFiles(): string[] {
  const ignore = readFileSync(path.join(repositoryRoot, 'deploy/Dockerfile.dockerignore'), 'utf8').trim().split('\n');
  expect(ignore[0]).toBe('*');
  return ignore.slice(1).map((line) => line.replace(/^!/, ''));
}

/** `npm` and what else stands in the RUN lines, in a shell as Docker has it. */
function run(command: string, cwd: string): void {
  const npmEnvironment = Object.entries(process.env).filter(([name]) => name.startsWith('npm_config_'));
  const env = { ...neutralEnvironment(), ...Object.fromEntries(npmEnvironment) };
  execFileSync('/bin/sh', ['-c', command], { cwd, env, stdio: 'pipe' });
}

/** A folder, and those in it that have files. */
function foldersIn(folder: string): string[] {
  return [folder, ...filesIn(folder).map((file) => path.dirname(file))];
}

function healthCheck(pid: number, port: number): number {
  const [, json = '[]'] = /^ +CMD (\["node", .*\])$/m.exec(dockerfile) ?? [];
  const words = JSON.parse(json) as string[];
  const [command = '', ...args] = words.map((word) => word.replace('/proc/1/', `/proc/${pid}/`));
  expect([command, args[0]]).toEqual(['node', '-e']);
  try {
    execFileSync(process.execPath, args, { env: { SSE_PORT: String(port) }, stdio: 'pipe' });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

describe('deploy/Dockerfile', () => {
  it(
    'builds from what its ignore file lets through, and runs as nobody in particular, with nothing to write to',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'image-'));
      onTestFinished(() => {
        for (const file of foldersIn(app)) chmodSync(file, 0o755);
        rmSync(folder, { recursive: true });
      });
      chmodSync(folder, 0o755);
      const [context, app] = [path.join(folder, 'build'), path.join(folder, 'app')];
      mkdirSync(app);
      mkdirSync(context);
      for (const { name, text } of steps(build)) {
        if (name === 'COPY') {
          const wanted = text === '. .' ? contextFiles() : text.split(' ').slice(0, -1);
          for (const file of wanted)
            cpSync(path.join(repositoryRoot, file), path.join(context, file), { recursive: true });
        }
        if (name === 'RUN') run(text, context);
      }
      for (const { name, text } of steps(runtime)) {
        if (name !== 'COPY') continue;
        const [, ...words] = text.split(' ');
        const target = path.join(app, words.at(-1) ?? '');
        for (const word of words.slice(0, -1)) {
          const source = path.join(context, word.replace(/^\/build\//, ''));
          expect(existsSync(source), word).toBe(true);
          cpSync(source, words.length > 2 ? path.join(target, path.basename(source)) : target, { recursive: true });
        }
      }
      const commands = [...dockerfile.matchAll(/ln -s \/app\/(\S+) \/usr\/local\/bin\/(\S+)/g)];
      expect(commands.map(([, , name]) => name)).toEqual(['mcp-jira-confluence', 'mcp-jira-confluence-sse']);
      mkdirSync(path.join(folder, 'bin'));
      for (const [, file = '', name = ''] of commands)
        symlinkSync(path.join(app, file), path.join(folder, 'bin', name));
      for (const file of foldersIn(app)) chmodSync(file, 0o555);

      const bin = path.join(folder, 'bin/mcp-jira-confluence-sse');
      const asUser =
        process.getuid?.() === 0 ? ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups'] : [];
      const [command, ...args] = [...asUser, bin, '--demo', '--port', '0', '--auth', 'none'];
      const env = { SSE_HOST: '0.0.0.0', HOME: '/nonexistent' };
      const bridge = new StartedProgram(command, args, { env, cwd: app });
      const lines = await bridge.stderr.until((line) => line.includes('bridge is listening'));
      const port = Number(new URL(JSON.parse(lines.at(-1) ?? '').url).port);
      const health = await (await fetch(`http://127.0.0.1:${port}/health`)).json();
      expect(health).toMatchObject({ services: { jira: 'ok', confluence: 'ok' } });
      expect(healthCheck(bridge.pid, port)).toBe(0);
      expect(healthCheck(bridge.pid, 9)).toBe(1);

      const server = new StartedProgram(path.join(folder, 'bin/mcp-jira-confluence'), ['--demo'], { cwd: app });
      expect(healthCheck(server.pid, 9)).toBe(0); // over stdio there is nothing to ask
    },
    BUILD_MS,
  );

  it('is not root, has an init, and ends as the bridge does', () => {
    expect(runtime).toMatch(/^USER 10001:10001$/m);
    expect(runtime).toMatch(/^ENTRYPOINT \["tini", "-g", "--"\]$/m);
    expect(runtime).toMatch(/^STOPSIGNAL SIGTERM$/m);
  });

  it('names versions, for both stages the same', () => {
    const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toMatch(/^node:22\.\d+\.\d+-bookworm-slim$/);
  });
});
