import type { Prompt } from './prompt.ts';
import type { ResourceKind } from './resource-kind.ts';
import type { Toolset } from './toolset.ts';

/** All that this server offers for one product of Atlassian's. */
export interface Product {
  readonly toolsets: readonly Toolset[];
  readonly prompts: readonly Prompt[];
  readonly resources: readonly ResourceKind[];
}
