import { Command } from 'commander';
import { version } from '../base/version.ts';
import { parseOrExit } from './parse-or-exit.ts';

const VARIABLES = `
Settings come from the environment:
  JIRA_URL, JIRA_EMAIL (or JIRA_USERNAME), JIRA_API_TOKEN, or JIRA_PERSONAL_TOKEN
  CONFLUENCE_URL, CONFLUENCE_EMAIL (or CONFLUENCE_USERNAME), CONFLUENCE_API_TOKEN, or CONFLUENCE_PERSONAL_TOKEN
  JIRA_SSL_VERIFY, CONFLUENCE_SSL_VERIFY    "false" accepts any certificate
  MCP_LOG_LEVEL                             least level to log to stderr (default: warn)

It speaks MCP on stdin and stdout: start it from an MCP client, not by hand.`;

/** Reads the stdio server's command line. Throws `UsageError`. */
export function readServerCommandLine(words: readonly string[]): { readonly demo: boolean } {
  const command = new Command('mcp-jira-confluence')
    .description('MCP server for Jira and Confluence, over stdio.')
    .option('--demo', 'use a Jira and Confluence site in memory, so that nothing has to be set up')
    .allowExcessArguments(false)
    .version(version)
    .addHelpText('after', VARIABLES);
  parseOrExit(command, words);
  return { demo: command.opts()['demo'] === true };
}
