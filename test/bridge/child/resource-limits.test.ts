import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Child, type ChildOptions } from '../../../bridge/child/child.ts';
import { describeExit } from '../../../bridge/child/child-exit.ts';
import { OrphanGuard } from '../../../bridge/child/orphan-guard.ts';
import { fixtureChild } from '../../support/bins.ts';
import { enoughForNode } from '../../support/enough-for-node.ts';
import { openPool } from './open-pool.ts';

const MiB = 1024 ** 2;
const childMemoryBytes = enoughForNode(256 * MiB);

function start(command: readonly string[], options: Partial<ChildOptions> = {}) {
  const [file = '', ...args] = command;
  const guard = new OrphanGuard();
  const settings: ChildOptions = {
    command: { file, args },
    environment: { variables: { PATH: process.env['PATH'] ?? '', TOKEN: 'kept apart' }, secretNames: ['TOKEN'] },
    cwd: undefined,
    maxLineBytes: 100_000,
    maxStderrBytes: 10_000,
    stdinCloseGraceMs: 300,
    sigtermGraceMs: 100,
    ...options,
  };
  const child = new Child(settings, guard, pino({ level: 'silent' }));
  const given = new Promise<Given>((resolve, reject) => {
    child.listen({ line: (bytes) => resolve(JSON.parse(String(bytes)).result), lineTooLong: reject, exit: reject });
  });
  given.catch(() => {}); // of a child that says nothing
  onTestFinished(async () => {
    await child.close();
    await child.gone;
    guard.close();
  });
  const call = (name = 'any') => {
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name } };
    child.stdin.write(Buffer.from(JSON.stringify(message)));
    return given;
  };
  return { child, call };
}

interface Given {
  readonly pid: number;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly user: readonly number[];
  readonly limits: { readonly dataBytes: readonly string[]; readonly openFiles: readonly string[] };
}

describe('a child with limits', () => {
  const limits = { childMemoryBytes, childOpenFiles: 100 };

  it('has them from the kernel, and cannot raise them again', async () => {
    const { call } = start(fixtureChild('tells-what-it-was-given'), limits);
    expect((await call()).limits).toEqual({
      dataBytes: [String(childMemoryBytes), String(childMemoryBytes)],
      openFiles: ['100', '100'],
    });
  });

  it('has only those that were asked for', async () => {
    const unlimited = await start(fixtureChild('tells-what-it-was-given')).call();
    const { call } = start(fixtureChild('tells-what-it-was-given'), { childOpenFiles: 100 });
    expect((await call()).limits).toEqual({ dataBytes: unlimited.limits.dataBytes, openFiles: ['100', '100'] });
  });

  it('gets its words and its environment as they are: no shell reads them', async () => {
    const words = ['$HOME', '`id`', "it's", 'a "b"', '', ' ', '; exit 9', '*', '\n', '-d', '\\'];
    const { child, call } = start(fixtureChild('tells-what-it-was-given', ...words), { ...limits, cwd: '/' });
    const { pid, args, env, folder } = await call();
    expect({ pid, args, folder }).toEqual({ pid: child.pid, args: words, folder: '/' });
    const { PWD, ...others } = env; // some shells tell it
    expect([PWD ?? '/', others]).toEqual(['/', { PATH: process.env['PATH'], TOKEN: 'kept apart' }]);
  });

  it.each(['objects', 'buffers'])(
    'dies of %s over its memory, and its end names the limit or its last words do',
    async (kind) => {
      const { child, call } = start(fixtureChild('outgrows-memory'), limits);
      call(kind).catch(() => {});
      const exit = await child.exited;
      expect(describeExit(exit) + exit.stderr.join('\n')).toMatch(
        /want of memory \(--child-memory\)|allocation failed|failed to allocate/i,
      );
    },
  );

  it.each([
    ['no-such-command-anywhere', 'ENOENT', 'no such command'],
    ['./no-such-command-anywhere', 'ENOENT', 'no such command'],
    ['/etc/passwd', 'EACCES', 'it may not be executed'],
    ['/tmp', 'EACCES', 'it may not be executed'],
  ])('is not started where its command is %s, and says so', async (file, startFailure, words) => {
    const { child } = start([file], limits);
    const exit = await child.exited;
    expect([child.pid, exit.startFailure]).toEqual([undefined, startFailure]);
    expect(describeExit(exit)).toContain(words);
  });

  it('is found in the folder that it is to run in', async () => {
    const { child } = start(['./sh', '-c', 'exit 6'], { ...limits, cwd: '/bin' });
    expect(await child.exited).toMatchObject({ exitCode: 6 });
  });

  it('keeps a bridge from starting that may not set them', async () => {
    await expect(openPool('echo', { childOpenFiles: 1_000_000_000 })).rejects.toMatchObject({
      code: 'CHILD_LIMITS_REFUSED',
      message: expect.stringMatching(/--child-open-files say: .*ulimit/),
    });
  });
});

it('a child whose command line is too long for the system cannot be started, and says so', async () => {
  const { child } = start(['/bin/true', ...Array<string>(100).fill('x'.repeat(100_000))]);
  expect(await child.exited).toMatchObject({ startFailure: 'E2BIG', exitCode: undefined, signal: undefined });
  await child.close();
});

describe.runIf(process.getuid?.() === 0)('a child of a bridge that is root', () => {
  const nobody = 65_534;

  /** User, group and all groups of a child with these options: any user may run a shell, which this Node.js may not allow. */
  async function userOf(options: Partial<ChildOptions>): Promise<unknown> {
    const script = `read -r line; printf '{"result":[%s,%s,%s]}' "$(id -u)" "$(id -g)" "$(id -G | tr ' ' ,)"`;
    return start(['/bin/sh', '-c', script], { ...options, cwd: '/' }).call();
  }

  it.each([
    ['user and group', { childUid: nobody, childGid: 12_345 }, [nobody, 12_345, 12_345]],
    ['user alone, and the group of its number', { childUid: nobody }, [nobody, nobody, nobody]],
    ['group alone', { childGid: 12_345 }, [0, 12_345, 12_345]],
    ['user within limits', { childUid: nobody, childOpenFiles: 100 }, [nobody, nobody, nobody]],
  ])('runs as another %s, and in no other group', async (_, options, expected) => {
    expect(await userOf(options)).toEqual(expected);
  });
});
