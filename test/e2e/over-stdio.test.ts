import { expect, it } from 'vitest';
import { stdioBin } from '../support/bins.ts';
import { openDemoSite } from '../support/demo-site.ts';
import { Inspector } from '../support/inspector.ts';
import { connectV1, connectV2, overStdio } from '../support/sdk-clients.ts';
import { StdioPeer } from '../support/stdio-peer.ts';
import { shakeHands } from '../support/wire-peer.ts';
import { workInConfluence, workInJira } from './work-day.ts';

const [command, ...args] = [process.execPath, stdioBin] as const;

it('serves a work day to the SDK client over stdio', async () => {
  const { environment: env } = await openDemoSite();
  const client = await connectV1(overStdio.v1({ command, args, env }));
  await workInJira(client);
  await workInConfluence(client);
});

it('serves a work day to the second generation SDK client over stdio', async () => {
  const { environment: env } = await openDemoSite();
  const client = await connectV2(overStdio.v2({ command, args, env }));
  await workInJira(client);
  await workInConfluence(client);
});

it('serves Jira to the command line of the Inspector over stdio', async () => {
  const { environment } = await openDemoSite();
  await workInJira(new Inspector([command, ...args], environment));
});

it('prints nothing but JSON-RPC on stdout, and ends when stdin ends', async () => {
  const { environment: env } = await openDemoSite();
  const peer = new StdioPeer([command, ...args], { env });
  await shakeHands(peer);
  await peer.ask('{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
  await peer.close();
  expect(await peer.program.exited).toEqual({ code: 0, signal: null });
  for (const line of peer.program.stdout.text.split('\n')) expect(JSON.parse(line).jsonrpc).toBe('2.0');
});
