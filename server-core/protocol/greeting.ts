import { version } from '../../src/base/version.ts';
import { serverInstructions, serverName, serverTitle } from '../server-identity.ts';

/** Newest first. A test holds this list to the one of the SDK. */
const protocolVersions = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07'];

export const capabilities = { tools: {}, prompts: {}, resources: { subscribe: true }, completions: {} };

/** Who this server says it is. */
export const serverInfo = { name: serverName, title: serverTitle, version };

/**
 * The result of `initialize`, known without loading the SDK: exactly what its `Server` would answer, and a test holds
 * the two together. `undefined` for parameters that are not valid, which are left to the SDK to refuse.
 * Protocol: MCP 2025-11-25, "Lifecycle", version negotiation.
 */
export function greet(params: unknown): Record<string, unknown> | undefined {
  if (!isObject(params)) return undefined;
  const { protocolVersion, capabilities: theirs, clientInfo } = params;
  if (typeof protocolVersion !== 'string' || !isObject(theirs) || !isObject(clientInfo)) return undefined;
  if (typeof clientInfo['name'] !== 'string' || typeof clientInfo['version'] !== 'string') return undefined;
  return {
    protocolVersion: protocolVersions.includes(protocolVersion) ? protocolVersion : protocolVersions[0],
    capabilities,
    serverInfo,
    instructions: serverInstructions,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
