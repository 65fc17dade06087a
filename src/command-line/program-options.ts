import * as z from 'zod';
import type { OptionSpec } from '../../bridge/index.ts';
import { logLevels } from '../base/log.ts';

const YES = ['1', 'true', 'yes', 'on'];
const NO = ['', '0', 'false', 'no', 'off'];

/** The options of the bridge's program that are not the bridge's own. */
export const programOptions = {
  logLevel: {
    group: 'Listening',
    flag: '--log-level <level>',
    variable: 'SSE_LOG_LEVEL',
    description: `Least level to log: ${logLevels.join(', ')}.`,
    default: 'info',
    value: z.enum(logLevels, `one of ${logLevels.join(', ')}`),
  },
  demo: {
    group: 'Listening',
    flag: '--demo',
    variable: 'SSE_DEMO',
    description: 'Serve a Jira and Confluence site in memory, so that nothing has to be set up.',
    default: '',
    value: z
      .string()
      .refine((text) => [...YES, ...NO].includes(text.toLowerCase()), 'true or false')
      .transform((text) => YES.includes(text.toLowerCase())),
  },
} satisfies Record<string, OptionSpec<unknown>>;
