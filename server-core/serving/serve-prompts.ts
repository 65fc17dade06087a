import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { GetPromptRequestSchema, ListPromptsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { parseArguments } from '../arguments.ts';
import { type Prompt, userMessage } from '../prompt.ts';
import { type Answering, unknown } from './answering.ts';
import { listedPrompts } from './listed.ts';

/** Answers `prompts/list` and `prompts/get`. */
export function servePrompts(server: Server, offered: readonly Prompt[], answering: Answering): void {
  const prompts = new Map(offered.map((prompt) => [prompt.name, prompt]));

  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: listedPrompts(offered) }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }, extra) =>
    answering.guarded(async () => {
      const prompt = prompts.get(params.name);
      if (prompt === undefined) throw unknown('prompt', params.name, 'prompts/list');
      const input = parseArguments(prompt, params.arguments) as never;
      return userMessage(prompt.description, await prompt.write(input, answering.contextOf(extra)));
    }),
  );
}
