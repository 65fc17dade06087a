import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { createLog } from '../../server-core/log.ts';
import { secretsOf } from '../../server-core/secrets.ts';
import { connectServer } from '../../server-core/server.ts';
import { type Deployment, startDemoSite } from '../../src/demo-site/index.ts';
import type { SiteCall } from '../../src/demo-site/options.ts';
import type { ToolCall } from './tool-calls.ts';

/** Makes one call, after what prepares it, on a site of its own; `seen` is what the site saw of the call alone. */
export async function makeToolCall(
  tool: string,
  { after, with: wanted }: ToolCall,
  deployment: Deployment,
): Promise<{ readonly result: CallToolResult; readonly seen: readonly SiteCall[] }> {
  const seen: SiteCall[] = [];
  const site = await startDemoSite({ deployment, onCall: (call) => seen.push(call) });
  const env = { ...site.environment, MCP_TOOLSETS: 'all' };
  const secrets = secretsOf(env);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const server = await connectServer(theirs, { env, secrets, log: createLog(env, secrets, () => {}) });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(ours);
  const call = async (name: string, args: Record<string, unknown>) =>
    (await client.callTool({ name, arguments: args })) as CallToolResult;
  try {
    const given = after === undefined ? {} : ((await call(after.tool, after.with)).structuredContent ?? {});
    seen.length = 0;
    const result = await call(tool, typeof wanted === 'function' ? wanted(given as Record<string, string>) : wanted);
    return { result, seen: [...seen] };
  } finally {
    await client.close();
    await server.close();
    await site.close();
  }
}
