import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BridgeOptions, HealthChecks } from '../bridge/index.ts';

/** What the stdio server of this package reads: its sites, its settings, and how to get to the sites. */
const settingsOfServer = [
  'JIRA_*',
  'CONFLUENCE_*',
  'ATLASSIAN_*',
  'MCP_*',
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]),
  'NODE_EXTRA_CA_CERTS',
];

/** The stdio server that a bridge serves, and what goes with it. */
export interface ServedServer {
  /** What a person calls it. */
  readonly name: string;
  readonly command: BridgeOptions['command'];
  /** Names of the variables that it reads its settings from. */
  readonly passEnv: readonly string[];
  /** Variables that are set for it. */
  readonly env: Readonly<Record<string, string>>;
  readonly healthChecks: HealthChecks;
  /** What becomes of a session whose process dies. */
  readonly recovery: BridgeOptions['recovery'];
}

/** The server of the command line's own words. Nothing is known of it. */
export function namedServer(command: BridgeOptions['command']): ServedServer {
  return { name: path.basename(command.file), command, passEnv: [], env: {}, healthChecks: {}, recovery: 'end' };
}

/** The other program of this package, as a command line; on the demo site where there is one. */
export function jiraConfluenceServer(demo: { readonly environment: Record<string, string> } | undefined): ServedServer {
  const bin = fileURLToPath(new URL('./mcp-jira-confluence.js', import.meta.url)); // beside this one in dist
  return {
    name: demo === undefined ? 'Jira and Confluence' : 'Jira and Confluence (demo site)',
    command: { file: process.execPath, args: [bin] },
    // the user's own account is not for the demo site
    passEnv: demo === undefined ? settingsOfServer : ['MCP_*'],
    env: demo?.environment ?? {},
    recovery: 'replay', // what it knows is on its sites
    healthChecks: {
      jira: { tool: 'get-my-assigned-issues', arguments: { max_results: 1 } },
      confluence: { tool: 'search-confluence', arguments: { query: 'type = page', max_results: 1 } },
    },
  };
}
