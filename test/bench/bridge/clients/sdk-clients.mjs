import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { echoText } from '../processes/echo-text.mjs';

const transports = {
  stdio: ({ command: [command, ...args] }) => new StdioClientTransport({ command, args, stderr: 'ignore' }),
  sse: ({ url }) => new SSEClientTransport(new URL('/sse', url)),
  streamable: ({ url }) => new StreamableHTTPClientTransport(new URL('/mcp', url)),
};

/** The official client, connected to a rival: `call(bytes, ms)` makes a checked call, `close()` leaves. */
export async function openSdkClient(rival) {
  const client = new Client({ name: 'bench', version: '1' });
  const transport = transports[rival.era](rival);
  await client.connect(transport);
  return {
    call: async (bytes, ms) => {
      const { content } = await client.callTool({ name: 'echo', arguments: { bytes, ms } });
      if (content[0].text !== echoText(bytes)) throw new Error(`${rival.name}: a wrong answer`);
    },
    close: async () => {
      if (rival.era === 'streamable') await transport.terminateSession();
      await client.close();
    },
  };
}
