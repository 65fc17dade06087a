import { Command, Option } from 'commander';
import { nginxConfig } from '../nginx/nginx-config.ts';
import { nginxOptions } from '../nginx/nginx-options.ts';
import { parseOrExit } from './parse-or-exit.ts';
import { readOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';

/**
 * The `nginx.conf` that the words after `mcp-jira-confluence-sse nginx` ask for. `--help` prints and ends the program.
 * Throws `UsageError`.
 */
export function nginxConfigFor(words: readonly string[]): string {
  const command = nginxCommand();
  parseOrExit(command, words);
  const options = readOptions(command, nginxOptions, {});
  const { replicas, listen, tlsCertificate: certificate, tlsKey: key } = options;
  const tags = options.tags.length > 0 ? options.tags : replicas.map((_, index) => `r${index + 1}`);
  if (replicas.length === 0) throw new UsageError('--replicas: expected host:port with commas between, got nothing');
  if (tags.length !== replicas.length) {
    throw new UsageError(`--tags: expected one for each of ${replicas.length} replicas, got ${tags.length}`);
  }
  if ((certificate === '') !== (key === '')) throw new UsageError('--tls-certificate and --tls-key go together');
  const tls = certificate === '' ? undefined : { certificate, key };
  return nginxConfig({ ...options, tags, tls, listen: listen === '' ? defaultPort(tls) : listen });
}

function defaultPort(tls: object | undefined): string {
  return tls === undefined ? '80' : '443';
}

function nginxCommand(): Command {
  const command = new Command('mcp-jira-confluence-sse nginx')
    .description('Prints an nginx.conf that puts several replicas of the bridge behind one address (docs/replicas.md).')
    .allowExcessArguments(false);
  for (const { flag, description, default: usual } of Object.values(nginxOptions)) {
    command.addOption(new Option(flag, usual === '' ? description : `${description} (default: ${usual})`));
  }
  return command;
}
