import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { callTool } from '../call-tool.ts';
import type { Tool } from '../tool.ts';
import { type Answering, unknown } from './answering.ts';
import { listedTools } from './listed.ts';

/** Answers `tools/list` and `tools/call`. */
export function serveTools(server: Server, offered: readonly Tool[], answering: Answering): void {
  const tools = new Map(offered.map((tool) => [tool.name, tool]));

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: listedTools(offered) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    answering.guarded(async () => {
      const tool = tools.get(params.name);
      if (tool === undefined) throw unknown('tool', params.name, 'tools/list');
      return callTool(tool, params.arguments, answering.contextOf(extra));
    }),
  );
}
