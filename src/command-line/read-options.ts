import { type Command, Option } from 'commander';
import type * as z from 'zod';
import type { OptionSpec } from '../../bridge/index.ts';
import type { Environment } from '../base/env.ts';
import { readVariable } from '../base/env.ts';
import { UsageError } from './usage-error.ts';

type Specs = Readonly<Record<string, OptionSpec<unknown>>>;
/** Options as they were written: a switch is `true`. */
type Written = Readonly<Record<string, string | true | undefined>>;
type Values<S extends Specs> = { [Name in keyof S]: z.output<S[Name]['value']> };

/** Adds the options to `--help`, in their groups, each with its variable and default. */
export function addOptions(command: Command, specs: Specs): void {
  for (const spec of Object.values(specs)) {
    const notes = [spec.default === '' ? '' : `default: ${spec.default}`, `env: ${spec.variable}`].filter(Boolean);
    command.addOption(new Option(spec.flag, `${spec.description} (${notes.join(', ')})`).helpGroup(`${spec.group}:`));
  }
}

/**
 * The value of each option: from the command line, else from its variable, else its default.
 * Throws `UsageError` for the first that is not as it must be.
 */
export function readOptions<S extends Specs>(command: Command, specs: S, env: Environment): Values<S> {
  const written = command.opts<Written>();
  const values = Object.entries(specs).map(([name, spec]) => [name, readOption(spec, written, env)] as const);
  return Object.fromEntries(values) as Values<S>;
}

function readOption(spec: OptionSpec<unknown>, written: Written, env: Environment): unknown {
  const option = new Option(spec.flag);
  const flagged = written[option.attributeName()];
  const variable = readVariable(env, spec.variable);
  const text = flagged === undefined ? (variable ?? spec.default) : String(flagged);
  const { data, error } = spec.value.safeParse(text);
  if (error === undefined) return data;
  const source = flagged === undefined ? spec.variable : `--${option.name()}`;
  const issue = error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  const given = spec.isSecret ? '' : `, got ${JSON.stringify(text)}`;
  throw new UsageError(`${source}: expected ${issue?.message}${place}${given}`);
}

/** The options that were written on the command line, as the variables that say the same. */
export function writtenAsVariables(command: Command, specs: Specs): Record<string, string> {
  const written = command.opts<Written>();
  const variables = Object.values(specs).flatMap(({ flag, variable }) => {
    const value = written[new Option(flag).attributeName()];
    return value === undefined ? [] : [[variable, String(value)] as const];
  });
  return Object.fromEntries(variables);
}
