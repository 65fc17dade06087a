import { describe, expect, it } from 'vitest';
import { stdioBin } from '../support/bins.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StdioPeer } from '../support/stdio-peer.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';

/** Of a real site, which the demo must leave alone. */
const env = {
  JIRA_URL: 'https://jira.example.com',
  JIRA_PERSONAL_TOKEN: 'token-of-mia',
  CONFLUENCE_PERSONAL_TOKEN: 'token-of-mia',
};

const programs: readonly [name: string, start: () => Promise<WirePeer>][] = [
  ['the stdio server', async () => new StdioPeer([process.execPath, stdioBin, '--demo'], { env })],
  ['the bridge', async () => new StreamablePeer((await startBridge(['--demo'], { env })).url)],
];

describe.each(programs)('%s with --demo', (_, start) => {
  it('brings a site of its own, and leaves the accounts of the user out of it', async () => {
    const peer = await start();
    await shakeHands(peer);
    const lines = await peer.ask(
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get-jira-issue","arguments":{"issue_key":"DEMO-1"}}}',
    );
    const { result } = JSON.parse(lines.at(-1) ?? '');
    expect(result.isError).toBeUndefined();
    expect(result.content[0].text).toContain('DEMO-1');
  });
});
