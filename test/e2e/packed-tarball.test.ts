import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repositoryRoot } from '../support/bins.ts';
import { exchange, readText } from '../support/event-stream.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StdioPeer } from '../support/stdio-peer.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands } from '../support/wire-peer.ts';

const run = promisify(execFile);
const listTools = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
let elsewhere: string;

const installed = (bin: string): string => path.join(elsewhere, 'node_modules/.bin', bin);

beforeAll(async () => {
  elsewhere = await mkdtemp(path.join(tmpdir(), 'packed-tarball-'));
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', elsewhere], { cwd: repositoryRoot });
  const [tarball = ''] = await readdir(elsewhere);
  await writeFile(path.join(elsewhere, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--offline', `./${tarball}`], { cwd: elsewhere });
});

afterAll(() => rm(elsewhere, { recursive: true }));

it('brings no other package along', async () => {
  const packages = await readdir(path.join(elsewhere, 'node_modules'));
  expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['mcp-jira-confluence']);
});

it('has the licence of every package that is bundled', async () => {
  const files = await readdir(path.join(elsewhere, 'node_modules/mcp-jira-confluence/dist'));
  expect(files.sort()).toEqual(['THIRD_PARTY_LICENSES.txt', 'mcp-jira-confluence-sse.js', 'mcp-jira-confluence.js']);
});

it('serves stdio where it is installed', async () => {
  const peer = new StdioPeer([installed('mcp-jira-confluence')], { cwd: elsewhere });
  const [answer = ''] = await shakeHands(peer);
  const { version } = JSON.parse(await readFile(path.join(repositoryRoot, 'package.json'), 'utf8'));
  expect(JSON.parse(answer).result.serverInfo).toMatchObject({ name: 'mcp-jira-confluence', version });
  expect(JSON.parse((await peer.ask(listTools)).join('')).result.tools).toHaveLength(13);
});

it('serves HTTP where it is installed, with a site of its own', async () => {
  const bridge = await startBridge(['--demo'], { cwd: elsewhere }, [installed('mcp-jira-confluence-sse')]);
  const health = await exchange('GET', `${bridge.url}/health`);
  expect(JSON.parse(await readText(health.body))).toMatchObject({
    status: 'ok',
    services: { jira: 'ok', confluence: 'ok' },
  });

  const peer = new StreamablePeer(bridge.url);
  await shakeHands(peer);
  expect(JSON.parse((await peer.ask(listTools)).join('')).result.tools).toHaveLength(13);
});
