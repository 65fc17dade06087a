import * as z from 'zod';
import { InvalidArgumentsError } from './errors.ts';
import { shortened } from './shortened.ts';

type ZodIssue = z.core.$ZodIssue;

/** Characters of a wrong argument's name that are shown. */
const MAX_NAME = 100;
/** A document in ADF stays far below; what is much deeper cannot be written as JSON again. */
const MAX_DEPTH = 200;

/** Something that takes named arguments. */
interface Callable {
  readonly name: string;
  readonly input: () => z.ZodObject;
}

interface ObjectSchema {
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
export function inputSchemaOf(callable: Callable): ObjectSchema {
  return narrowSchema(callable.input());
}

/** The schema of a tool's `structuredContent`, in the same narrow JSON Schema. */
export function outputSchemaOf(tool: { readonly output: () => z.ZodObject }): ObjectSchema {
  return narrowSchema(tool.output());
}

function narrowSchema(object: z.ZodObject): ObjectSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(object, {
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
      delete jsonSchema.propertyNames;
      // told where they are broken; in the list they would cost every client room in each of its sessions
      delete jsonSchema.pattern;
      delete jsonSchema.minLength;
      delete jsonSchema.maxLength;
      delete jsonSchema.maxItems;
      delete jsonSchema.minItems;
      // what every whole number of JavaScript keeps to says nothing
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { ...schema, type: 'object' } as ObjectSchema;
}

/** Checks the arguments of a call. Throws `InvalidArgumentsError`, which names each wrong one and what was expected. */
export function parseArguments(callable: Callable, values: unknown): unknown {
  if (isDeeperThan(MAX_DEPTH, values)) {
    throw new InvalidArgumentsError(callable.name, [
      `expected objects and arrays within each other ${MAX_DEPTH} deep at most`,
    ]);
  }
  const schema = callable.input();
  const result = schema.safeParse(values ?? {});
  if (result.success) return result.data;
  const meant = schema.safeParse(withIdsAsTexts(result.error.issues, values));
  if (meant.success) return meant.data;
  const known = Object.keys(schema.shape);
  throw new InvalidArgumentsError(
    callable.name,
    result.error.issues.flatMap((issue) => problemsOf(issue, known, values)),
  );
}

const NAME_OF_ID = /(?:^|_)id$/;

/** Models write ids, which are texts, as the numbers that they look like. One that is exact can only mean its digits. */
function withIdsAsTexts(issues: readonly ZodIssue[], values: unknown): unknown {
  const fixed = { ...(values as Record<PropertyKey, unknown>) };
  for (const { path } of issues) {
    const name = path.join('.');
    if (NAME_OF_ID.test(name) && Number.isSafeInteger(fixed[name])) fixed[name] = String(fixed[name]);
  }
  return fixed;
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((member) => isDeeperThan(depth - 1, member));
}

/** What is wrong with `values`, with the name of each wrong one and what was expected. */
export function problemsOf(issue: ZodIssue, known: readonly string[], values: unknown): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) => `${shortened(key, MAX_NAME)}: unknown argument; expected one of ${known.join(', ')}`,
    );
  }
  if (issue.path.length === 0) return [issue.message];
  const name = shortened(issue.path.join('.'), MAX_NAME);
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
