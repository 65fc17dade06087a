import * as v2 from '@modelcontextprotocol/client';
import { StdioClientTransport as V2StdioTransport } from '@modelcontextprotocol/client/stdio';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport as V1SseTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport as V1StdioTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as V1StreamableTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as V1Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { onTestFinished } from 'vitest';

/** What both SDKs need to know to start a stdio server. */
export interface ServerCommand {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const identity = { name: 'end-to-end', version: '1.0.0' };

/** The official SDK's first generation, which most clients are made with; closed when the test is over. */
export async function connectV1(transport: V1Transport, client = new V1Client(identity)): Promise<V1Client> {
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

/** The official SDK's second generation. */
export async function connectV2(transport: v2.Transport, client = new v2.Client(identity)): Promise<v2.Client> {
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

/** One way to reach a server, in the transports of both SDKs. */
export const overStdio = {
  v1: (server: ServerCommand): V1Transport => new V1StdioTransport(server),
  v2: (server: ServerCommand): v2.Transport => new V2StdioTransport(server),
};

export const overSse = {
  v1: (bridgeUrl: string): V1Transport => new V1SseTransport(new URL('/sse', bridgeUrl)),
  v2: (bridgeUrl: string): v2.Transport => new v2.SSEClientTransport(new URL('/sse', bridgeUrl)),
};

export const overStreamable = {
  v1: (bridgeUrl: string): V1Transport => new V1StreamableTransport(new URL('/mcp', bridgeUrl)) as V1Transport,
  v2: (bridgeUrl: string): v2.Transport => new v2.StreamableHTTPClientTransport(new URL('/mcp', bridgeUrl)),
};
