import { confluence } from './confluence/index.ts';
import { jira } from './jira/index.ts';
import type { Toolset } from './toolset.ts';

/** All that this server offers, in the order in which clients are shown it. */
export const toolsets: readonly Toolset[] = [jira, confluence];
