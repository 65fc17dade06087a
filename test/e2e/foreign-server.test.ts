import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { CreateMessageRequestSchema, type Progress } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../support/bins.ts';
import { connectV1, overSse, overStreamable } from '../support/sdk-clients.ts';
import { startBridge } from '../support/start-bridge.ts';

const everything = ['--', 'npx', '-y', '@modelcontextprotocol/server-everything', 'stdio'];

describe.each([
  ['/sse', overSse.v1],
  ['/mcp', overStreamable.v1],
] as const)('a server that knows nothing of this project, through %s', (_, transportTo) => {
  it('lists its tools, answers calls and tells its progress', async () => {
    const bridge = await startBridge(everything, { cwd: repositoryRoot });
    const client = await connectV1(transportTo(bridge.url));

    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('echo');
    const echo = await client.callTool({ name: 'echo', arguments: { message: 'Grüße' } });
    expect(echo.content).toEqual([{ type: 'text', text: 'Echo: Grüße' }]);

    const steps: Progress[] = [];
    const long = { name: 'trigger-long-running-operation', arguments: { duration: 0.1, steps: 2 } };
    await client.callTool(long, undefined, { onprogress: (progress) => steps.push(progress) });
    expect(steps[0]).toEqual({ progress: 1, total: 2 }); // the SDK drops one that comes along with the answer
  });

  it('asks the client for a sample in the middle of a call', async () => {
    const bridge = await startBridge(everything, { cwd: repositoryRoot });
    const asking = new Client({ name: 'sampler', version: '1.0.0' }, { capabilities: { sampling: {} } });
    asking.setRequestHandler(CreateMessageRequestSchema, () => ({
      model: 'parrot',
      role: 'assistant',
      content: { type: 'text', text: 'a sample of mine' },
    }));
    const client = await connectV1(transportTo(bridge.url), asking);

    await expect.poll(async () => (await client.listTools()).tools.map(({ name }) => name)).toContain(sampling);
    const result = await client.callTool({ name: sampling, arguments: { prompt: 'Say something' } });
    expect(JSON.stringify(result.content)).toContain('a sample of mine');
  });
});

const sampling = 'trigger-sampling-request';
