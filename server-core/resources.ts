import type { ReadResourceResult, Resource, ResourceTemplate } from '@modelcontextprotocol/sdk/types.js';
import { parseArguments } from './arguments.ts';
import type { CallContext } from './call-context.ts';
import { ToolError } from './errors.ts';
import { markdown } from './media-type.ts';
import { ProtocolError } from './protocol-error.ts';
import { matchTemplate, type ResourceKind } from './resource-kind.ts';
import { shortened } from './shortened.ts';

/** Characters of a wrong URI that its sender is shown. */
export const MAX_SHOWN_URI = 1_000;

/** The kinds as `resources/templates/list` shows them. */
export function resourceTemplates(kinds: readonly ResourceKind[]): ResourceTemplate[] {
  return kinds.map(({ name, title, description, uriTemplate }) => ({
    name,
    title,
    description,
    uriTemplate,
    mimeType: markdown,
  }));
}

/** What changed lately. A service that is not configured or not there has nothing to list; the log says why. */
export async function recentResources(kinds: readonly ResourceKind[], context: CallContext): Promise<Resource[]> {
  const lists = kinds.map(async ({ name, recent }): Promise<Resource[]> => {
    try {
      return (await recent?.(context)) ?? [];
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      const level = error.code === 'NOT_CONFIGURED' ? 'debug' : 'warn';
      context.log[level]({ kind: name, code: error.code, reason: error.message }, 'left out of the list of resources');
      return [];
    }
  });
  return (await Promise.all(lists)).flat();
}

export async function readResource(
  kinds: readonly ResourceKind[],
  uri: string,
  context: CallContext,
): Promise<ReadResourceResult> {
  const { kind, parameters } = findResource(kinds, uri);
  return { contents: [{ uri, mimeType: markdown, text: await kind.read(parameters as never, context) }] };
}

/** The kind whose template a URI fits, and what stands in it, checked. Throws `ProtocolError` or `InvalidArgumentsError`. */
export function findResource(
  kinds: readonly ResourceKind[],
  uri: string,
): { readonly kind: ResourceKind; readonly parameters: Readonly<Record<string, string>> } {
  for (const kind of kinds) {
    const parts = matchTemplate(kind.uriTemplate, uri);
    if (parts === undefined) continue;
    const callable = { name: kind.uriTemplate, input: kind.parameters };
    return { kind, parameters: parseArguments(callable, parts) as Record<string, string> };
  }
  const shown = shortened(uri, MAX_SHOWN_URI);
  const forms = kinds.map(({ uriTemplate }) => uriTemplate).join(', ');
  throw new ProtocolError('resourceNotFound', `There is no resource ${shown}. Its form must be one of ${forms}.`, {
    code: 'NOT_FOUND',
    uri: shown,
  });
}
