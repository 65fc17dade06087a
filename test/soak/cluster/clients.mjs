import * as v2 from '@modelcontextprotocol/client';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { resumingFetch } from './resuming-fetch.mjs';

/** The official SDKs as they are; each makes a client of that name and connects it. */
export const kinds = {
  'v1-streamable': (name, url) => connect(new V1Client({ name, version: '1' }), v1Streamable(url)),
  'v2-streamable': (name, url) => connect(new v2.Client({ name, version: '1' }), v2Streamable(url)),
  'v1-sse': (name, url) => connect(new V1Client({ name, version: '1' }), new SSEClientTransport(new URL('/sse', url))),
  // with a `fetch` that sends Last-Event-ID, as the SDK's own does not
  'v1-sse-resuming': (name, url) => {
    const options = { eventSourceInit: { fetch: resumingFetch() } };
    return connect(new V1Client({ name, version: '1' }), new SSEClientTransport(new URL('/sse', url), options));
  },
};

function v1Streamable(url) {
  return new StreamableHTTPClientTransport(new URL('/mcp', url));
}

function v2Streamable(url) {
  return new v2.StreamableHTTPClientTransport(new URL('/mcp', url));
}

async function connect(client, transport) {
  await client.connect(transport);
  return client;
}
