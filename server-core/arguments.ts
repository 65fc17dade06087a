import * as z from 'zod';
import { InvalidArgumentsError } from './errors.ts';

type ZodIssue = z.core.$ZodIssue;

/** Something that takes named arguments. */
interface Callable {
  readonly name: string;
  readonly input: () => z.ZodObject;
}

interface InputSchema {
  readonly type: 'object';
  readonly properties: Record<string, { readonly description?: string }>;
  readonly required?: string[];
  readonly [member: string]: unknown;
}

/**
 * The schema of the arguments as clients are shown it, in the narrow JSON Schema that every client understands:
 * `additionalProperties` stays out, since some model APIs refuse a whole tool list over it. Unknown arguments are
 * refused all the same.
 */
export function inputSchemaOf(callable: Callable): InputSchema {
  const { $schema: _, additionalProperties: __, ...schema } = z.toJSONSchema(callable.input(), { io: 'input' });
  return { ...schema, type: 'object' } as InputSchema;
}

/** Checks the arguments of a call. Throws `InvalidArgumentsError`, which names each wrong one and what was expected. */
export function parseArguments(callable: Callable, values: unknown): unknown {
  const schema = callable.input();
  const result = schema.safeParse(values ?? {});
  if (result.success) return result.data;
  const known = Object.keys(schema.shape);
  throw new InvalidArgumentsError(
    callable.name,
    result.error.issues.flatMap((issue) => problemsOf(issue, known, values)),
  );
}

/** What is wrong with `values`, with the name of each wrong one and what was expected. */
export function problemsOf(issue: ZodIssue, known: readonly string[], values: unknown): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${key}: unknown argument; expected one of ${known.join(', ')}`);
  }
  if (issue.path.length === 0) return [issue.message];
  const name = issue.path.join('.');
  const value = issue.path.reduce<unknown>((object, part) => (object as Record<PropertyKey, unknown>)?.[part], values);
  if (value === undefined) return [`${name}: required; expected ${expectedBy(issue)}`];
  return [`${name}: expected ${expectedBy(issue)}, got ${kindOf(value)}`];
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  object: 'an object',
  record: 'an object',
};

function expectedBy(issue: ZodIssue): string {
  if (issue.code === 'invalid_type') return nouns[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  if (issue.code === 'invalid_union') return issue.errors.flat().map(expectedBy).join(' or ');
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'a text that is not empty' : `${issue.minimum} or more`;
  if (issue.code === 'too_big') return `${issue.maximum} ${issue.origin === 'string' ? 'characters ' : ''}or less`;
  return issue.message;
}

/** The kind of a wrong value, and the value itself where it is short: a long one may be a whole page. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  const shown = JSON.stringify(value);
  return shown.length <= 40 ? `${typeof value} ${shown}` : `a ${typeof value} of ${shown.length} characters`;
}
