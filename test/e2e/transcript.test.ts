import { expect, it } from 'vitest';
import { stdioBin } from '../support/bins.ts';
import { openDemoSite, stopTheClock } from '../support/demo-site.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StdioPeer } from '../support/stdio-peer.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';

const calls: readonly [method: string, params: object][] = [
  ['ping', {}],
  ['tools/list', {}],
  ['prompts/list', {}],
  ['resources/list', {}],
  ['resources/templates/list', {}],
  ['no/such/method', { really: 12345678901234567890n.toString() }],
  tool('create-jira-issue', { project_key: 'DEMO', summary: 'Größe „L“ bestellen', issue_type: 'Task' }),
  tool('comment-jira-issue', { issue_key: 'DEMO-1', comment: 'Une *note* – 日本語 🎉' }),
  tool('transition-jira-issue', { issue_key: 'DEMO-1', transition_name: 'Done' }),
  tool('transition-jira-issue', { issue_key: 'DEMO-1', transition_name: 'No such status' }),
  tool('get-jira-issue', { issue_key: 'DEMO-1', include_comments: true }),
  tool('get-jira-issue', { issue_key: 'DEMO-99999' }),
  tool('get-jira-issue', { issue: 'misnamed' }),
  tool('get-my-assigned-issues', {}),
  tool('summarize-jira-issue', { issue_key: 'DEMO-1' }),
  tool('extract-confluence-links', { issue_key: 'DEMO-1' }),
  tool('search-confluence', { query: 'release' }),
  ['resources/read', { uri: 'jira://issue/DEMO-1' }],
  ['resources/read', { uri: 'jira://issue/DEMO-99999' }],
  ['prompts/get', { name: 'summarize-jira-issue', arguments: { issue_key: 'DEMO-1' } }],
  ['prompts/get', { name: 'create-jira-description', arguments: { summary: 'Tabs', issue_type: 'Bug' } }],
];

it('gives the same transcript over stdio, through /sse and through /mcp (P-STDIO)', async () => {
  stopTheClock();
  const first = await openDemoSite();
  const port = Number(new URL(first.url).port); // links in the answers hold it, so every run gets the same
  const { environment: env } = first;

  const stdio = await transcriptOf(new StdioPeer([process.execPath, stdioBin], { env }));
  await first.close();

  const second = await openDemoSite(port);
  const sse = await transcriptOf(await SsePeer.open((await startBridge([], { env })).url));
  await second.close();

  await openDemoSite(port);
  const streamable = await transcriptOf(new StreamablePeer((await startBridge([], { env })).url));

  expect(stdio).toHaveLength(calls.length + 1);
  expect(sse).toEqual(stdio);
  expect(streamable).toEqual(stdio);
});

/** Every line that the server says, as it came. */
async function transcriptOf(peer: WirePeer): Promise<string[]> {
  const lines = await shakeHands(peer);
  for (const [index, [method, params]] of calls.entries()) {
    lines.push(...(await peer.ask(JSON.stringify({ jsonrpc: '2.0', id: index + 1, method, params }))));
  }
  await peer.close();
  return lines;
}

function tool(name: string, args: object): [string, object] {
  return ['tools/call', { name, arguments: args }];
}
