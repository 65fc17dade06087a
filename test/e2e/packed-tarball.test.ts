import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { defaultTools } from '../../server-core/default-tools.ts';
import { repositoryRoot } from '../support/bins.ts';
import { exchange, readText } from '../support/event-stream.ts';
import { installTarball } from '../support/install-tarball.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StdioPeer } from '../support/stdio-peer.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands } from '../support/wire-peer.ts';

const listTools = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
const installed = installTarball();

it('brings no other package along', async () => {
  const packages = await readdir(path.join(installed.folder, 'node_modules'));
  expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['mcp-jira-confluence']);
});

it('has the licence of every package that is bundled', async () => {
  const files = await readdir(path.join(installed.folder, 'node_modules/mcp-jira-confluence/dist'));
  expect(files.sort()).toEqual(['THIRD_PARTY_LICENSES.txt', 'mcp-jira-confluence-sse.js', 'mcp-jira-confluence.js']);
});

it('serves stdio where it is installed (lesson 30)', async () => {
  const peer = new StdioPeer([installed.bin('mcp-jira-confluence')], { cwd: installed.folder });
  const [answer = ''] = await shakeHands(peer);
  const { version } = JSON.parse(await readFile(path.join(repositoryRoot, 'package.json'), 'utf8'));
  expect(JSON.parse(answer).result.serverInfo).toMatchObject({ name: 'mcp-jira-confluence', version });
  expect(JSON.parse((await peer.ask(listTools)).join('')).result.tools).toHaveLength(defaultTools.length);
});

it('serves HTTP where it is installed, with a site of its own', async () => {
  const bridge = await startBridge(['--demo'], { cwd: installed.folder }, [installed.bin('mcp-jira-confluence-sse')]);
  const health = await exchange('GET', `${bridge.url}/health`);
  expect(JSON.parse(await readText(health.body))).toMatchObject({
    status: 'ok',
    services: { jira: 'ok', confluence: 'ok' },
  });

  const peer = new StreamablePeer(bridge.url);
  await shakeHands(peer);
  expect(JSON.parse((await peer.ask(listTools)).join('')).result.tools).toHaveLength(defaultTools.length);
});
