import { onTestFinished } from 'vitest';
import { RestClient, type RestClientOptions } from '../../server-core/atlassian/rest-client.ts';
import { readSiteConfig } from '../../server-core/atlassian/site-config.ts';
import { createLog } from '../../server-core/log.ts';
import { secretsOf } from '../../server-core/secrets.ts';

export interface ConfiguredClient {
  readonly client: RestClient;
  /** What it has logged, at the level `debug`. */
  readonly logLines: readonly string[];
}

/** A client of the site that an environment configures, with a token where it names none. */
export function configuredClient(
  variables: Readonly<Record<string, string | undefined>>,
  prefix: 'JIRA' | 'CONFLUENCE' = 'JIRA',
  options: RestClientOptions = {},
): ConfiguredClient {
  const env = { [`${prefix}_PERSONAL_TOKEN`]: 'token-of-mia', MCP_LOG_LEVEL: 'debug', ...variables };
  const logLines: string[] = [];
  const log = createLog(env, secretsOf(env), (line) => logLines.push(line));
  const config = readSiteConfig(env, prefix, prefix === 'JIRA' ? 'Jira' : 'Confluence');
  const client = new RestClient(config, config.url, log, options);
  onTestFinished(() => client.close());
  return { client, logLines };
}
