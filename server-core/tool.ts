import type { CallToolResult, ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import type * as z from 'zod';
import type { CallContext } from './call-context.ts';

/** A tool is a value: what a client is told of it, what it takes, and what it does. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly annotations: ToolAnnotations;
  /** Made when it is asked for: a server that only starts builds no schema. */
  readonly input: () => z.ZodObject;
  /** Called with arguments that `input` has accepted. */
  readonly handle: (input: never, context: CallContext) => Promise<CallToolResult>;
}

/** Ties the type of the handler's arguments to the schema. */
export function defineTool<Input extends z.ZodObject>(
  tool: Omit<Tool, 'input' | 'handle'> & {
    readonly input: () => Input;
    readonly handle: (input: z.output<Input>, context: CallContext) => Promise<CallToolResult>;
  },
): Tool {
  return tool;
}

/** Changes nothing. It may be called again at will. */
export const readOnly: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};

/** Adds something new with every call, and takes nothing away. */
export const additive: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: true,
};

/** Replaces something that was there before. */
export const destructive: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};
