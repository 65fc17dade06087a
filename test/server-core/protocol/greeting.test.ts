import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { LATEST_PROTOCOL_VERSION, SUPPORTED_PROTOCOL_VERSIONS } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../../server-core/log.ts';
import { greet } from '../../../server-core/protocol/greeting.ts';
import { Secrets } from '../../../server-core/secrets.ts';
import { connectServer } from '../../../server-core/server.ts';

const parameters = (protocolVersion: string) => ({
  protocolVersion,
  capabilities: {},
  clientInfo: { name: 'c', version: '1' },
});

/** What the SDK answers to `initialize` with the same toolsets. */
async function answerOfTheSdk(params: unknown): Promise<unknown> {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  const secrets = new Secrets([]);
  const server = await connectServer(theirs, { env: {}, secrets, log: createLog({}, secrets, () => {}) });
  onTestFinished(() => server.close());
  return new Promise((resolve) => {
    ours.onmessage = (message) => resolve('result' in message ? message.result : message);
    void ours.start();
    void ours.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: params as never });
  });
}

describe('the greeting', () => {
  it.each([...SUPPORTED_PROTOCOL_VERSIONS, '1999-01-01', '2026-07-28'])(
    'for %s is what the SDK answers',
    async (version) => {
      expect(greet(parameters(version))).toEqual(await answerOfTheSdk(parameters(version)));
    },
  );

  it('falls back to the newest version that the SDK knows', () => {
    expect(greet(parameters('1999-01-01'))).toMatchObject({ protocolVersion: LATEST_PROTOCOL_VERSION });
  });

  it.each([
    undefined,
    null,
    [],
    {},
    { protocolVersion: 1 },
    { ...parameters('2025-06-18'), clientInfo: { name: 'c' } },
  ])('leaves %j to the SDK, which refuses it', async (params) => {
    expect(greet(params)).toBeUndefined();
    if (params !== null && !Array.isArray(params)) expect(await answerOfTheSdk(params)).toHaveProperty('error');
  });
});
