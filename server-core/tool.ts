import type { ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import type * as z from 'zod';
import type { CallContext } from './call-context.ts';
import type { ToolResult } from './results/tool-result.ts';

/** A tool is a value: what a client is told of it, what it takes, what it gives, and what it does. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly annotations: ToolAnnotations;
  /** Made when it is asked for: a server that only starts builds no schema. */
  readonly input: () => z.ZodObject;
  /** What `structuredContent` holds. */
  readonly output: () => z.ZodObject;
  /** Called with arguments that `input` has accepted. */
  readonly handle: (input: never, context: CallContext) => Promise<ToolResult>;
}

/** Ties the types of the handler's arguments and result to the schemas. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Omit<Tool, 'input' | 'output' | 'handle'> & {
    readonly input: () => Input;
    readonly output: () => Output;
    readonly handle: (input: z.output<Input>, context: CallContext) => Promise<ToolResult<z.input<Output>>>;
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

/** Adds something, and the same call once more adds nothing to it: a watcher, a label. */
export const additiveOnce: ToolAnnotations = { ...additive, idempotentHint: true };

/** Replaces or takes away something that was there before, and does so again with every call. */
export const destructive: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: false,
  openWorldHint: true,
};

/** Replaces or takes away something, and the same call once more changes nothing further. */
export const destructiveOnce: ToolAnnotations = { ...destructive, idempotentHint: true };
