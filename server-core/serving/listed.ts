import type { Prompt as ListedPrompt, Tool as ListedTool } from '@modelcontextprotocol/sdk/types.js';
import { inputSchemaOf, outputSchemaOf } from '../arguments.ts';
import { argumentsOf, type Prompt } from '../prompt.ts';
import type { Tool } from '../tool.ts';

/** Everything by name, as clients are shown it. */
export interface Listed {
  readonly tools: Readonly<Record<string, ListedTool>>;
  readonly prompts: Readonly<Record<string, ListedPrompt>>;
}

/**
 * A {@link Listed} as JSON, put in place by the build: to make schemas from code takes each process several megabytes, and they
 * are always the same. A plain run of the sources, as in tests, has none.
 */
declare const __LISTED__: string | undefined;

/** The tools as `tools/list` shows them. */
export function listedTools(offered: readonly Tool[]): ListedTool[] {
  const built = readBuilt();
  return offered.map((tool) => built?.tools[tool.name] ?? listedTool(tool));
}

/** The prompts as `prompts/list` shows them. */
export function listedPrompts(offered: readonly Prompt[]): ListedPrompt[] {
  const built = readBuilt();
  return offered.map((prompt) => built?.prompts[prompt.name] ?? listedPrompt(prompt));
}

/** What the build puts in place. */
export function listEverything(tools: readonly Tool[], prompts: readonly Prompt[]): Listed {
  return {
    tools: Object.fromEntries(tools.map((tool) => [tool.name, listedTool(tool)])),
    prompts: Object.fromEntries(prompts.map((prompt) => [prompt.name, listedPrompt(prompt)])),
  };
}

function readBuilt(): Listed | undefined {
  return typeof __LISTED__ === 'string' ? (JSON.parse(__LISTED__) as Listed) : undefined;
}

function listedTool(tool: Tool): ListedTool {
  const { name, title, description, annotations } = tool;
  return {
    name,
    title,
    description,
    inputSchema: inputSchemaOf(tool),
    outputSchema: outputSchemaOf(tool),
    annotations,
  };
}

function listedPrompt(prompt: Prompt): ListedPrompt {
  const { name, title, description } = prompt;
  return { name, title, description, arguments: argumentsOf(prompt) };
}
