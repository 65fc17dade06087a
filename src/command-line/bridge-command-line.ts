import { Command } from 'commander';
import { bridgeOptions } from '../../bridge/index.ts';
import type { Environment } from '../base/env.ts';
import { version } from '../base/version.ts';
import { parseOrExit } from './parse-or-exit.ts';
import { programOptions } from './program-options.ts';
import { addOptions, readOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';

const specs = { ...programOptions, ...bridgeOptions };

const EXAMPLES = `
Examples:
  mcp-jira-confluence-sse --demo                       try it, with a site in memory
  mcp-jira-confluence-sse                              serve Jira and Confluence (JIRA_URL, JIRA_EMAIL, …)
  mcp-jira-confluence-sse -- npx -y some-mcp-server    serve any stdio MCP server
  mcp-jira-confluence-sse nginx --help                 print an nginx.conf for several replicas`;

/** The command line of the bridge, for `--help`. */
export function bridgeCommand(): Command {
  const command = new Command('mcp-jira-confluence-sse')
    .description('Serves a stdio MCP server, unchanged, over HTTP+SSE (/sse) and Streamable HTTP (/mcp).')
    .usage('[options] [-- command args…]')
    .argument('[words...]')
    .version(version);
  addOptions(command, specs);
  return command.addHelpText('after', EXAMPLES);
}

/**
 * Reads the bridge's command line and variables; the words after `--` are the server's command, if there are any.
 * Throws `UsageError`.
 */
export function readBridgeCommandLine(words: readonly string[], env: Environment) {
  const dashes = words.indexOf('--');
  const own = dashes === -1 ? words : words.slice(0, dashes);
  const [file, ...args] = dashes === -1 ? [] : words.slice(dashes + 1);
  if (dashes !== -1 && file === undefined) throw new UsageError('-- must be followed by the server command to run');
  const command = bridgeCommand();
  parseOrExit(command, own);
  if (command.args.length > 0) {
    throw new UsageError(`put the server command after --, as in: ${command.name()} -- ${command.args.join(' ')}`);
  }
  if (file !== undefined && readOptions(command, { demo: programOptions.demo }, env).demo) {
    throw new UsageError('--demo serves the server of this package: it does not go with a command of your own');
  }
  return { ...readOptions(command, specs, env), command: file === undefined ? undefined : { file, args } };
}
