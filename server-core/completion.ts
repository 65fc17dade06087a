import type { CompleteRequest, CompleteResult } from '@modelcontextprotocol/sdk/types.js';
import type { CallContext } from './call-context.ts';
import { ToolError } from './errors.ts';

/** Gives values that begin with what has been typed, best first; `others` are the arguments that are filled in already. */
export type Completer = (
  typed: string,
  context: CallContext,
  others: Readonly<Record<string, string>>,
) => Promise<readonly string[]>;

/** By the name of the argument. */
export type Completers = Readonly<Record<string, Completer>>;

/** Something with arguments to complete, by the name that a client refers to it with. */
export type Completable = ReadonlyMap<string, { readonly completers?: Completers }>;

/** Most values in one answer. MCP 2025-11-25, "Completion". */
const MAX_VALUES = 100;
/** No key and no name of Atlassian's is longer. */
const MAX_TYPED = 255;

/**
 * Values for one argument of a prompt or a resource template. An argument that has none to offer, and a site that cannot be
 * asked, gives an empty list: nobody who types is helped by an error.
 */
export async function complete(
  { ref, argument, context: filled }: CompleteRequest['params'],
  { prompts, templates }: { readonly prompts: Completable; readonly templates: Completable },
  context: CallContext,
): Promise<CompleteResult> {
  const target = ref.type === 'ref/prompt' ? prompts.get(ref.name) : templates.get(ref.uri);
  const { completers = {} } = target ?? {};
  // by its own name only: every object has a `constructor`
  const completer = Object.hasOwn(completers, argument.name) ? completers[argument.name] : undefined;
  const isTooLong = argument.value.length > MAX_TYPED;
  const values =
    completer === undefined || isTooLong ? [] : await tolerant(completer, argument, filled?.arguments ?? {}, context);
  const shown = values.slice(0, MAX_VALUES);
  return { completion: { values: shown, total: values.length, hasMore: values.length > shown.length } };
}

async function tolerant(
  completer: Completer,
  { name, value }: { readonly name: string; readonly value: string },
  others: Readonly<Record<string, string>>,
  context: CallContext,
): Promise<readonly string[]> {
  try {
    return await completer(value, context, others);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    context.log.debug({ argument: name, code: error.code, reason: error.message }, 'nothing to complete with');
    return [];
  }
}
