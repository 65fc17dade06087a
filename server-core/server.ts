import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Environment } from '../src/base/env.ts';
import type { Log } from './log.ts';
import { products } from './products.ts';
import { capabilities, serverInfo } from './protocol/greeting.ts';
import type { Secrets } from './secrets.ts';
import { selectTools } from './select-tools.ts';
import { serverInstructions } from './server-identity.ts';
import { Answering } from './serving/answering.ts';
import { serveCompletion } from './serving/serve-completion.ts';
import { servePrompts } from './serving/serve-prompts.ts';
import { serveResources } from './serving/serve-resources.ts';
import { serveTools } from './serving/serve-tools.ts';
import { readSettings } from './settings.ts';
import { Sites } from './sites.ts';

export interface ServerParts {
  readonly env: Environment;
  readonly secrets: Secrets;
  readonly log: Log;
}

/** No tool asks the client for structured input, so nothing is ever validated for the SDK. */
const noValidator = {
  getValidator: () => {
    throw new Error('This server validates no elicited input.');
  },
};

/** Wires what the products offer to the SDK, and the SDK to the transport. Rejects with `InvalidSettingError`. */
export async function connectServer(
  transport: Transport,
  { env, secrets, log }: ServerParts,
): Promise<{ close(): Promise<void> }> {
  const settings = readSettings(env);
  const toolsets = products.flatMap((product) => product.toolsets);
  const prompts = products.flatMap((product) => product.prompts);
  const kinds = products.flatMap((product) => product.resources);
  const sites = new Sites(env, log);
  const answering = new Answering({ settings, sites, secrets, log });

  const server = new Server(serverInfo, {
    capabilities,
    instructions: serverInstructions,
    jsonSchemaValidator: noValidator,
  });
  // Not its message: the SDK puts all of what it received into that, pages and comments too.
  server.onerror = (error) =>
    log.warn({ type: error.name, code: (error as { code?: unknown }).code }, 'protocol error');

  serveTools(server, selectTools(toolsets, settings), answering);
  servePrompts(server, prompts, answering);
  const resources = serveResources(server, kinds, answering);
  serveCompletion(server, { prompts, kinds }, answering);

  await server.connect(transport);
  return {
    close: async () => {
      resources.close();
      await server.close();
      sites.close();
    },
  };
}
