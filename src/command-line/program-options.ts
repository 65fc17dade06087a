import * as z from 'zod';
import type { OptionSpec } from '../../bridge/index.ts';
import { logLevels } from '../base/log.ts';
import { readYesOrNo } from '../base/yes-or-no.ts';

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
      .refine((text) => readYesOrNo(text) !== undefined, 'true or false')
      .transform((text) => readYesOrNo(text) === true),
  },
} satisfies Record<string, OptionSpec<unknown>>;
