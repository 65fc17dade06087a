import { it } from 'vitest';
import { openDemoSite } from '../support/demo-site.ts';
import { Inspector } from '../support/inspector.ts';
import { connectV1, connectV2, overStreamable } from '../support/sdk-clients.ts';
import { startBridge } from '../support/start-bridge.ts';
import { workInConfluence, workInJira } from './work-day.ts';

it('serves a work day to the SDK client through /mcp', async () => {
  const { environment: env } = await openDemoSite();
  const bridge = await startBridge([], { env });
  const client = await connectV1(overStreamable.v1(bridge.url));
  await workInJira(client);
  await workInConfluence(client);
});

it('serves a work day to the second generation SDK client through /mcp', async () => {
  const { environment: env } = await openDemoSite();
  const bridge = await startBridge([], { env });
  const client = await connectV2(overStreamable.v2(bridge.url));
  await workInJira(client);
  await workInConfluence(client);
});

it('serves Jira to the command line of the Inspector through /mcp', async () => {
  const { environment: env } = await openDemoSite();
  const bridge = await startBridge([], { env });
  await workInJira(new Inspector([`${bridge.url}/mcp`]));
});
