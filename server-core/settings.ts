import * as z from 'zod';
import { type Environment, readVariable } from '../src/base/env.ts';
import { AppError } from '../src/base/errors.ts';
import { readYesOrNo } from '../src/base/yes-or-no.ts';

/** One setting of the server: its variable, the same as an option of the command line, its meaning and default. */
export interface Setting<Value = unknown> {
  readonly group: string;
  /** As `--help` shows it: `--toolsets <names>`. */
  readonly flag: string;
  readonly variable: string;
  readonly description: string;
  /** As a user would write it. */
  readonly default: string;
  /** From what a user writes to what the program uses; its error says what was expected. */
  readonly value: z.ZodType<Value, string>;
}

function setting<Value>(group: string, spec: Omit<Setting<Value>, 'group'>): Setting<Value> {
  return { group, ...spec };
}

const names = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);

function wholeNumber(min: number, max: number) {
  const expected = `a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, expected)
    .transform(Number)
    .refine((number) => number >= min && number <= max, expected);
}

const yesOrNo = z
  .string()
  .refine((text) => readYesOrNo(text) !== undefined, 'true or false')
  .transform((text) => readYesOrNo(text) === true);

/** Every setting of the server beside its sites and its log level, in the order of `--help` and the documentation. */
export const settings = {
  toolsets: setting('Tools', {
    flag: '--toolsets <names>',
    variable: 'MCP_TOOLSETS',
    description:
      'Toolsets to offer, with commas between: names, all, or default, which it is where no tools are named.',
    default: '',
    value: names,
  }),
  tools: setting('Tools', {
    flag: '--tools <names>',
    variable: 'MCP_TOOLS',
    description: 'Single tools to offer; alone: only these, with toolsets: these too.',
    default: '',
    value: names,
  }),
  excludeTools: setting('Tools', {
    flag: '--exclude-tools <names>',
    variable: 'MCP_EXCLUDE_TOOLS',
    description: 'Tools to leave out, whatever else is said.',
    default: '',
    value: names,
  }),
  readOnly: setting('Tools', {
    flag: '--read-only',
    variable: 'MCP_READ_ONLY',
    description: 'Offer only tools that change nothing.',
    default: 'false',
    value: yesOrNo,
  }),
  items: setting('Results', {
    flag: '--max-items <number>',
    variable: 'MCP_MAX_ITEMS',
    description: 'Most items in a list where the call names no number, 1 to 100.',
    default: '25',
    value: wholeNumber(1, 100),
  }),
  resultBytes: setting('Results', {
    flag: '--max-result-bytes <number>',
    variable: 'MCP_MAX_RESULT_BYTES',
    description: 'Largest result in bytes, files aside; longer ones are cut and say how to read on.',
    default: '32768',
    value: wholeNumber(4_096, 16_777_216),
  }),
  attachmentBytes: setting('Attachments', {
    flag: '--max-attachment-bytes <number>',
    variable: 'MCP_MAX_ATTACHMENT_BYTES',
    description: 'Largest file to upload or download, in bytes.',
    default: '10485760',
    value: wholeNumber(1, 104_857_600),
  }),
  uploadFolder: setting('Attachments', {
    flag: '--upload-folder <folder>',
    variable: 'MCP_UPLOAD_FOLDER',
    description: 'Folder that files may be uploaded from by name; empty: only bytes given in the call.',
    default: '',
    value: z.string(),
  }),
  pollSeconds: setting('Subscriptions', {
    flag: '--poll-interval <seconds>',
    variable: 'MCP_POLL_INTERVAL_SECONDS',
    description: 'How often subscribed resources are looked at for changes, in seconds.',
    default: '30',
    value: wholeNumber(1, 86_400),
  }),
  subscriptions: setting('Subscriptions', {
    flag: '--max-subscriptions <number>',
    variable: 'MCP_MAX_SUBSCRIPTIONS',
    description: 'Most resources that one client may be subscribed to at once.',
    default: '1000',
    value: wholeNumber(1, 100_000),
  }),
} satisfies Record<string, Setting>;

export type Settings = { readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['value']> };

/** How much one result may hold. */
export type Limits = Pick<Settings, 'items' | 'resultBytes'>;

/** A setting that cannot be used. The server does not start: a tool that was to be left out must not be offered by mistake. */
export class InvalidSettingError extends AppError {
  readonly code = 'INVALID_SETTING';
}

/** Reads them from their variables. Throws `InvalidSettingError`. */
export function readSettings(env: Environment): Settings {
  const values = Object.entries(settings).map(([name, spec]: [string, Setting]) => {
    const text = readVariable(env, spec.variable) ?? spec.default;
    const { data, error } = spec.value.safeParse(text);
    if (error === undefined) return [name, data] as const;
    throw new InvalidSettingError(
      `${spec.variable}: expected ${error.issues[0]?.message}, got ${JSON.stringify(text.slice(0, 100))}`,
    );
  });
  return Object.fromEntries(values) as Settings;
}
