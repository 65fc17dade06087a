import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Child, type ChildOptions } from '../../../bridge/child/child.ts';
import { childEnvironment } from '../../../bridge/child/child-environment.ts';
import type { ChildExit } from '../../../bridge/child/child-exit.ts';
import type { LineTooLongError } from '../../../bridge/child/line-too-long-error.ts';
import { OrphanGuard } from '../../../bridge/child/orphan-guard.ts';
import { fixtureChild } from '../../support/bins.ts';
import { Inbox } from '../../support/inbox.ts';
import { listProcesses } from '../../support/process-table.ts';

function start(name: string, options: Partial<ChildOptions> = {}) {
  const [file = '', ...args] = fixtureChild(name);
  const guard = new OrphanGuard();
  const environment = childEnvironment(process.env, { passEnv: [], env: {} });
  const child = new Child(
    {
      command: { file, args },
      environment,
      cwd: undefined,
      maxLineBytes: 1000,
      maxStderrBytes: 1000,
      stdinCloseGraceMs: 300,
      sigtermGraceMs: 100,
      ...options,
    },
    guard,
    pino({ level: 'silent' }),
  );
  const lines = new Inbox(name);
  const problems: LineTooLongError[] = [];
  child.listen({
    line: (bytes) => lines.push(String(bytes)),
    lineTooLong: (error) => problems.push(error),
    exit: (exit: ChildExit) => lines.close(new Error(`exit code ${exit.exitCode}, signal ${exit.signal}`)),
  });
  onTestFinished(async () => {
    await child.close();
    await child.gone;
    guard.close();
  });
  const ask = async (method: string): Promise<string> => {
    child.stdin.write(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: method, method, params: {} })));
    return (await lines.until((line) => line.includes(`"id":"${method}"`))).at(-1) ?? '';
  };
  return { child, lines, ask, problems, guard };
}

describe('Child', () => {
  it('ends by itself when its stdin is closed', async () => {
    const { child, ask } = start('echo', { stdinCloseGraceMs: 10_000 });
    await ask('ping');
    expect(await child.close()).toMatchObject({ exitCode: 0, signal: undefined });
  });

  it('gets SIGTERM when it does not end by itself', async () => {
    const { child, ask } = start('stays-after-stdin');
    await ask('ping');
    expect(await child.close()).toMatchObject({ signal: 'SIGTERM' });
  });

  it('gets SIGKILL when it ignores SIGTERM too', async () => {
    const { child, ask } = start('ignores-sigterm');
    await ask('ping');
    expect(await child.close()).toMatchObject({ signal: 'SIGKILL', stderr: ['SIGTERM ignored'] });
  });

  it('takes what it has started along (P-ORPHAN)', async () => {
    const { child, ask } = start('forks-a-grandchild');
    const { grandchildPid } = JSON.parse(await ask('x')).result;
    process.kill(child.pid ?? 0, 'SIGKILL');
    await child.gone;
    expect(isAlive(grandchildPid)).toBe(false);
  });

  it('is reported gone although what it has started holds its stdout open', async () => {
    const { child, lines, ask } = start('forks-a-grandchild');
    await ask('x');
    process.kill(child.pid ?? 0, 'SIGKILL');
    await expect(lines.next()).rejects.toThrow('signal SIGKILL');
  });

  it('says how it ended and what its last words were', async () => {
    const { child } = start('exits-on-start');
    expect(await child.exited).toEqual({
      exitCode: 3,
      signal: undefined,
      startFailure: undefined,
      stderr: ['loading the configuration', 'fatal: the licence file is missing'],
    });
  });

  it('gives every line that it printed before it reports its end', async () => {
    const { child, lines } = start('prints-and-exits');
    child.stdout.pause();
    child.stdin.write(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"tools/call"}'));
    await child.exited; // while what it printed is still in the pipe
    expect(lines.text.split('\n')).toHaveLength(1000);
  });

  it('cannot be started from a folder that does not exist', async () => {
    const { child } = start('echo', { cwd: '/no/such/folder' });
    expect(await child.exited).toMatchObject({ startFailure: 'ENOENT', unusableFolder: '/no/such/folder' });
  });

  it('reports a line over the limit once, and reads nothing more', async () => {
    const { child, problems, lines } = start('echo', { maxLineBytes: 50 });
    child.stdin.write(Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x', params: 'y'.repeat(5000) })));
    await expect.poll(() => problems.map(({ code }) => code)).toEqual(['LINE_TOO_LONG']);
    child.stdin.write(Buffer.from('{"jsonrpc":"2.0","id":2,"method":"ping"}'));
    await child.close();
    expect(lines.text).toBe('');
  });

  it('is heard from its first line on, however late the listener comes', async () => {
    const { ask } = start('noisy-stdout');
    await ask('ping');
    expect(await ask('x')).toContain('"id":"x"');
  });
});

describe('OrphanGuard', () => {
  it('ends what it watches when its own end of the pipe is closed, for nobody else will (P-ORPHAN)', async () => {
    const { child, ask, guard } = start('ignores-sigterm');
    await ask('ping');
    guard.close();
    expect(await child.exited).toMatchObject({ signal: 'SIGKILL', stderr: ['SIGTERM ignored'] });
  });

  it('leaves alone what it has been told to forget: its number may be another process by then', async () => {
    const { child, ask, guard } = start('echo');
    await ask('ping');
    guard.forget(child.pid ?? 0);
    const [shell] = guards();
    guard.close();
    await expect.poll(() => isAlive(shell?.pid ?? 0)).toBe(false);
    expect(JSON.parse(await ask('tools/list')).result.tools).toHaveLength(1);
  });

  it('goes on in a new process when its own is killed', async () => {
    const { child, ask, guard } = start('ignores-sigterm');
    await ask('ping');
    await expect.poll(guards).toHaveLength(1);
    const [first] = guards();
    process.kill(first?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => guards().filter(({ pid }) => pid !== first?.pid)).toHaveLength(1);
    guard.close();
    expect((await child.exited).signal).toBe('SIGKILL');
  });
});

function guards() {
  return listProcesses().filter(
    ({ parentPid, commandLine }) => parentPid === process.pid && commandLine.startsWith('/bin/sh'),
  );
}

function isAlive(pid: number): boolean {
  return listProcesses().some((entry) => entry.pid === pid);
}
