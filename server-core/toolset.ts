import type { Prompt } from './prompt.ts';
import type { ResourceKind } from './resource-kind.ts';
import type { Tool } from './tool.ts';

/** Tools, prompts and resources that belong together, and are offered or left out together. */
export interface Toolset {
  readonly name: string;
  readonly tools: readonly Tool[];
  readonly prompts: readonly Prompt[];
  readonly resources: readonly ResourceKind[];
}
