import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { nginxConfigFor } from '../../src/command-line/nginx-command-line.ts';
import { nginxOptions } from '../../src/nginx/nginx-options.ts';
import { repositoryRoot } from '../support/bins.ts';
import { ensureProgram } from '../support/ensure-program.ts';
import { expectGeneratedSection } from '../support/generated-section.ts';
import { tlsFile } from '../support/start-tls-site.ts';

/** A package may have to be fetched. */
const INSTALL_MS = 300_000;

describe('mcp-jira-confluence-sse nginx', () => {
  it('prints the nginx.conf of the project where nothing else is said', () => {
    const file = path.join(repositoryRoot, 'nginx.conf');
    const printed = nginxConfigFor([]);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, printed);
    expect(readFileSync(file, 'utf8') === printed, 'nginx.conf is not up to date: run npm run docs').toBe(true);
  });

  it('has all its options in docs/replicas.md', () => {
    const rows = Object.values(nginxOptions).map(
      ({ flag, default: usual, description }) =>
        `| \`${flag}\` | ${usual === '' ? '' : `\`${usual}\``} | ${description} |`,
    );
    const table = ['| option | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
    expectGeneratedSection('docs/replicas.md', 'nginx options', table);
  });

  it('prints lines of at most 125 characters, but for the bodies of errors', () => {
    const long = nginxConfigFor([])
      .split('\n')
      .filter((line) => line.length > 125 && !line.includes('"jsonrpc"'));
    expect(long).toEqual([]);
  });

  it('gives each tag its replica, and the others of that one as backups', () => {
    const printed = nginxConfigFor(['--replicas', 'a:1, b.example:2,[::1]:3', '--tags', 'east,West,x']);
    expect([...printed.matchAll(/"~\^(\w+)\\\." +(\w+);/g)].map(([, tag, name]) => [tag, name])).toEqual([
      ['east', 'mcp_1'],
      ['West', 'mcp_2'],
      ['x', 'mcp_3'],
    ]);
    const [, servers = ''] = /upstream mcp_2 \{(.*?)\}/s.exec(printed) ?? [];
    expect([...servers.matchAll(/server (\S+) .*?( backup)?;/g)].map(([, server, backup]) => [server, backup])).toEqual(
      [
        ['b.example:2', undefined],
        ['a:1', ' backup'],
        ['[::1]:3', ' backup'],
      ],
    );
  });

  it.each([
    [['--replicas', 'no-port'], '--replicas: expected host:port with commas between at 0, got "no-port"'],
    [
      ['--replicas', 'a:1,a:1'],
      '--replicas: expected host:port with commas between, none of them twice, got "a:1,a:1"',
    ],
    [['--replicas', ''], '--replicas: expected host:port with commas between, got nothing'],
    [['--tags', 'r1,r2'], '--tags: expected one for each of 3 replicas, got 2'],
    [['--tags', 'r.1,r2,r3'], '--tags: expected letters and digits with commas between at 0, got "r.1,r2,r3"'],
    [['--listen', 'here'], '--listen: expected a port or address:port, got "here"'],
    [['--read-timeout', '40'], '--read-timeout: expected a time like 500ms, 40s, 5m or 1h, got "40"'],
    [['--max-body-bytes', '1MB'], '--max-body-bytes: expected a size like 65536, 64KiB, 16MiB, 16m or 1g, got "1MB"'],
    [['--path-prefix', 'bridge'], '--path-prefix: expected a path like /bridge, got "bridge"'],
    [['--tls-key', 'k.pem'], '--tls-certificate and --tls-key go together'],
    [
      ['--log-dir', '/x; }'],
      String.raw`--log-dir: expected a path without blanks, quotes and ; { } $ # \, got "/x; }"`,
    ],
    [['--nothing'], "unknown option '--nothing'"],
    [['what'], 'too many arguments. Expected 0 arguments but got 1.'],
  ])('refuses %j in one line', (words, message) => {
    expect(() => nginxConfigFor(words)).toThrow(expect.objectContaining({ code: 'USAGE', message }));
  });
});

describe('nginx itself', () => {
  beforeAll(() => void ensureProgram('nginx'), INSTALL_MS);

  it.each([
    ['one replica', ['--replicas', '127.0.0.1:1']],
    ['three of them', []],
    ['forty with long tags', ['--replicas', addresses(40), '--tags', tags(40)]],
    ['no affinity', ['--no-affinity']],
    ['a path prefix', ['--path-prefix', '/a/b.c']],
    ['a name and an address', ['--server-name', 'mcp.example.com,*.example.org', '--listen', '[::1]:8080']],
    ['other limits', ['--connections-per-client', '0', '--max-body-bytes', '1GiB', '--read-timeout', '1h']],
    ['TLS', ['--tls-certificate', tlsFile('site.pem'), '--tls-key', tlsFile('site.key')]],
    [
      'TLS and a name',
      ['--tls-certificate', tlsFile('site.pem'), '--tls-key', tlsFile('site.key'), '--server-name', 'mcp.example.com'],
    ],
  ])('takes what is printed for %s', (_, words) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'nginx-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const replicas = words.includes('--replicas') ? [] : ['--replicas', addresses(3)];
    const config = path.join(folder, 'nginx.conf');
    writeFileSync(config, nginxConfigFor([...words, ...replicas, '--log-dir', folder]));
    const args = ['-t', '-q', '-p', folder, '-c', config, '-g', `pid ${folder}/nginx.pid;`];
    expect(execFileSync(ensureProgram('nginx'), args, { encoding: 'utf8', stdio: 'pipe' })).toBe('');
  });
});

function addresses(count: number): string {
  return Array.from({ length: count }, (_, n) => `127.0.0.1:${8000 + n}`).join(',');
}

function tags(count: number): string {
  return Array.from({ length: count }, (_, n) => `tag${n}`.padEnd(32, 'x')).join(',');
}
