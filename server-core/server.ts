import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolRequestSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Environment } from '../src/base/env.ts';
import { inputSchemaOf, parseArguments } from './arguments.ts';
import type { CallContext } from './call-context.ts';
import { callTool } from './call-tool.ts';
import type { Log } from './log.ts';
import { argumentsOf, userMessage } from './prompt.ts';
import { capabilities, serverInfo } from './protocol/greeting.ts';
import { ProtocolError, toProtocolError } from './protocol-error.ts';
import { readResource, recentResources, resourceTemplates } from './resources.ts';
import type { Secrets } from './secrets.ts';
import { serverInstructions } from './server-identity.ts';
import { Sites } from './sites.ts';
import { toolsets } from './toolsets.ts';

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

/** Wires the toolsets to the SDK, and the SDK to the transport. */
export async function connectServer(
  transport: Transport,
  { env, secrets, log }: ServerParts,
): Promise<{ close(): Promise<void> }> {
  const sites = new Sites(env, log);
  const tools = new Map(toolsets.flatMap((toolset) => toolset.tools.map((tool) => [tool.name, tool])));
  const prompts = new Map(toolsets.flatMap((toolset) => toolset.prompts.map((prompt) => [prompt.name, prompt])));
  const resourceKinds = toolsets.flatMap((toolset) => toolset.resources);

  const contextOf = (signal: AbortSignal): CallContext => ({
    jira: () => sites.jira(signal),
    confluence: () => sites.confluence(signal),
    signal,
    log,
  });
  /** Whatever leaves through here, result or error, has no credential in it. */
  const guarded = async <Result>(answer: () => Promise<Result>, extra?: { uri: string }): Promise<Result> => {
    try {
      return secrets.hideIn(await answer());
    } catch (error) {
      const shown = toProtocolError(error, extra);
      if (shown.data['code'] === 'INTERNAL') log.error({ err: error }, 'request failed unexpectedly');
      throw Object.assign(shown, { message: secrets.hide(shown.message), data: secrets.hideIn(shown.data) });
    }
  };

  const server = new Server(serverInfo, {
    capabilities,
    instructions: serverInstructions,
    jsonSchemaValidator: noValidator,
  });
  // Not its message: the SDK puts all of what it received into that, pages and comments too.
  server.onerror = (error) =>
    log.warn({ type: error.name, code: (error as { code?: unknown }).code }, 'protocol error');

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [...tools.values()].map((tool) => ({
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: inputSchemaOf(tool),
      annotations: tool.annotations,
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) =>
    guarded(async () => {
      const tool = tools.get(params.name);
      if (tool === undefined) throw unknown('tool', params.name, 'tools/list');
      return callTool(tool, params.arguments, contextOf(signal));
    }),
  );

  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: [...prompts.values()].map((prompt) => ({
      name: prompt.name,
      title: prompt.title,
      description: prompt.description,
      arguments: argumentsOf(prompt),
    })),
  }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }, { signal }) =>
    guarded(async () => {
      const prompt = prompts.get(params.name);
      if (prompt === undefined) throw unknown('prompt', params.name, 'prompts/list');
      const input = parseArguments(prompt, params.arguments) as never;
      return userMessage(prompt.description, await prompt.write(input, contextOf(signal)));
    }),
  );

  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: resourceTemplates(resourceKinds),
  }));
  server.setRequestHandler(ListResourcesRequestSchema, (_, { signal }) =>
    guarded(async () => ({ resources: await recentResources(resourceKinds, contextOf(signal)) })),
  );
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }, { signal }) =>
    guarded(() => readResource(resourceKinds, uri, contextOf(signal)), { uri }),
  );

  await server.connect(transport);
  return {
    close: async () => {
      await server.close();
      sites.close();
    },
  };
}

function unknown(kind: string, name: string, list: string): ProtocolError {
  return new ProtocolError('invalidParams', `There is no ${kind} named ${name}; ${list} names them all.`, {
    code: `UNKNOWN_${kind.toUpperCase()}`,
  });
}
