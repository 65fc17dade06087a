import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CompleteRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { complete } from '../completion.ts';
import type { Prompt } from '../prompt.ts';
import type { ResourceKind } from '../resource-kind.ts';
import type { Answering } from './answering.ts';

/** Answers `completion/complete`. */
export function serveCompletion(
  server: Server,
  offered: { readonly prompts: readonly Prompt[]; readonly kinds: readonly ResourceKind[] },
  answering: Answering,
): void {
  const prompts = new Map(offered.prompts.map((prompt) => [prompt.name, prompt]));
  const templates = new Map(offered.kinds.map((kind) => [kind.uriTemplate, kind]));
  server.setRequestHandler(CompleteRequestSchema, ({ params }, extra) =>
    answering.guarded(() => complete(params, { prompts, templates }, answering.contextOf(extra))),
  );
}
