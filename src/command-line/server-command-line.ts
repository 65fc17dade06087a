import { Command } from 'commander';
import { settings } from '../../server-core/settings.ts';
import type { Environment } from '../base/env.ts';
import { version } from '../base/version.ts';
import { parseOrExit } from './parse-or-exit.ts';
import { addOptions, readOptions, writtenAsVariables } from './read-options.ts';

const VARIABLES = `
The sites come from the environment:
  JIRA_URL, JIRA_EMAIL (or JIRA_USERNAME), JIRA_API_TOKEN, or JIRA_PERSONAL_TOKEN
  CONFLUENCE_URL, CONFLUENCE_EMAIL (or CONFLUENCE_USERNAME), CONFLUENCE_API_TOKEN, or CONFLUENCE_PERSONAL_TOKEN
  More of them (cloud id, OAuth, Data Center, certificates, proxy) are in docs/stdio.md.
  MCP_LOG_LEVEL    least level to log to stderr (default: warn)

It speaks MCP on stdin and stdout: start it from an MCP client, not by hand.`;

export interface ServerCommandLine {
  readonly demo: boolean;
  /** The environment with what was written in place of its variables. */
  readonly env: Environment;
}

/** Reads the stdio server's command line. Throws `UsageError`. */
export function readServerCommandLine(words: readonly string[], env: Environment): ServerCommandLine {
  const command = new Command('mcp-jira-confluence')
    .description('MCP server for Jira and Confluence, over stdio.')
    .option('--demo', 'use a Jira and Confluence site in memory, so that nothing has to be set up')
    .allowExcessArguments(false)
    .version(version)
    .addHelpText('after', VARIABLES);
  addOptions(command, settings);
  parseOrExit(command, words);
  readOptions(command, settings, env);
  return { demo: command.opts()['demo'] === true, env: { ...env, ...writtenAsVariables(command, settings) } };
}
