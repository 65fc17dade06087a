import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { onTestFinished } from 'vitest';
import { createLog } from '../../server-core/log.ts';
import { secretsOf } from '../../server-core/secrets.ts';
import { connectServer } from '../../server-core/server.ts';

export interface ServerCoreClient {
  readonly client: Client;
  readonly logLines: readonly string[];
  readonly call: (name: string, args?: Record<string, unknown>) => Promise<CallToolResult>;
  /** Calls a tool that is to succeed, and joins the texts of its result. */
  readonly text: (name: string, args?: Record<string, unknown>) => Promise<string>;
  /** Calls a tool that is to fail, and gives its code and message. */
  readonly failure: (name: string, args?: Record<string, unknown>) => Promise<{ code: unknown; message: string }>;
}

/** The official client, connected in this process to a server with this environment. */
export async function openServerCore(env: Record<string, string> = {}): Promise<ServerCoreClient> {
  const logLines: string[] = [];
  const secrets = secretsOf(env);
  const log = createLog({ MCP_LOG_LEVEL: 'debug', ...env }, secrets, (line) => logLines.push(line));
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const server = await connectServer(theirs, { env, secrets, log });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(ours);
  onTestFinished(async () => {
    await client.close();
    await server.close();
  });

  const call = async (name: string, args: Record<string, unknown> = {}) =>
    (await client.callTool({ name, arguments: args })) as CallToolResult;
  return {
    client,
    logLines,
    call,
    text: async (name, args) => {
      const result = await call(name, args);
      if (result.isError === true) throw new Error(`${name} failed: ${textOf(result)}`);
      return textOf(result);
    },
    failure: async (name, args) => {
      const result = await call(name, args);
      if (result.isError !== true) throw new Error(`${name} succeeded: ${textOf(result)}`);
      return { code: result._meta?.['code'], message: textOf(result) };
    },
  };
}

/** Every text in a result, whichever kind it is, joined. */
export function textOf(result: object): string {
  return textsIn(result).join('\n');
}

function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === 'resource' || name === '_meta') return [];
    return name === 'text' && typeof member === 'string' ? [member] : textsIn(member);
  });
}
