import type { Resource } from '@modelcontextprotocol/sdk/types.js';
import type * as z from 'zod';
import type { CallContext } from './call-context.ts';
import type { Completers } from './completion.ts';

/** A kind of resource: everything whose URI fits one template. */
export interface ResourceKind {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** RFC 6570, simple expansion only: `jira://issue/{KEY}`. */
  readonly uriTemplate: string;
  /** The parts of the URI by the names in the template. Whatever reaches a site's address has been checked here. */
  readonly parameters: () => z.ZodObject;
  /** Resolves to Markdown. */
  readonly read: (parameters: never, context: CallContext) => Promise<string>;
  /** What a client is shown when it lists resources: a few that changed lately. */
  readonly recent?: (context: CallContext) => Promise<Resource[]>;
  /** What may stand in the URI, by the names in the template. */
  readonly completers?: Completers;
  /** Makes resources of this kind ones that can be subscribed to. */
  readonly stamps?: ReadStamps;
}

/** A resource that somebody has subscribed to. */
export interface Watched {
  readonly parameters: Readonly<Record<string, string>>;
  /** Its latest stamp; `undefined` before the first. */
  readonly stamp: string | undefined;
}

/**
 * A stamp of each resource, in their order, which is another once the resource has changed; `undefined` for one that has not
 * changed within so many minutes. Without minutes each gets one. All of a kind are asked for together, so that they share
 * requests. Rejects with a `ToolError`.
 */
export type ReadStamps = (
  watched: readonly Watched[],
  withinMinutes: number | undefined,
  context: CallContext,
) => Promise<readonly (string | undefined)[]>;

/** Ties the type of the reader's parameters to their schema. */
export function defineResourceKind<Parameters extends z.ZodObject>(
  kind: Omit<ResourceKind, 'parameters' | 'read'> & {
    readonly parameters: () => Parameters;
    readonly read: (parameters: z.output<Parameters>, context: CallContext) => Promise<string>;
  },
): ResourceKind {
  return kind;
}

/**
 * The parts of a URI by the names in the template, or `undefined` where it does not fit.
 * Compared as text: to `URL`, `issue` in `jira://issue/PROJ-1` would be a host name.
 */
export function matchTemplate(uriTemplate: string, uri: string): Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = uriTemplate.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return '([^/?#]+)';
  });
  const found = new RegExp(`^${pattern}$`).exec(uri);
  if (found === null) return undefined;
  try {
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]));
  } catch {
    return undefined;
  }
}
