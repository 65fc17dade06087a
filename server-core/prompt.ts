import type { GetPromptResult, PromptArgument } from '@modelcontextprotocol/sdk/types.js';
import type * as z from 'zod';
import { inputSchemaOf } from './arguments.ts';
import type { CallContext } from './call-context.ts';
import type { Completers } from './completion.ts';

/** A prompt is a value, like a tool; its arguments are texts. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: () => z.ZodObject;
  /** Resolves to the text that a user would send. */
  readonly write: (input: never, context: CallContext) => Promise<string>;
  /** What may stand in an argument, by its name. */
  readonly completers?: Completers;
}

/** Ties the type of the writer's arguments to the schema. */
export function definePrompt<Input extends z.ZodObject>(
  prompt: Omit<Prompt, 'input' | 'write'> & {
    readonly input: () => Input;
    readonly write: (input: z.output<Input>, context: CallContext) => Promise<string>;
  },
): Prompt {
  return prompt;
}

/** The arguments as `prompts/list` shows them. Read from the schema of them all, as a tool's are. */
export function argumentsOf(prompt: Prompt): PromptArgument[] {
  const { properties, required = [] } = inputSchemaOf(prompt);
  return Object.entries(properties).map(([name, { description }]) => ({
    name,
    description,
    required: required.includes(name),
  }));
}

/** One message of the user, with this text. */
export function userMessage(description: string, text: string): GetPromptResult {
  return { description, messages: [{ role: 'user', content: { type: 'text', text } }] };
}
