import type { Tool } from './tool.ts';

/** Tools of one domain, which are offered or left out together. */
export interface Toolset {
  /** What `MCP_TOOLSETS` calls it. */
  readonly name: string;
  readonly tools: readonly Tool[];
}
