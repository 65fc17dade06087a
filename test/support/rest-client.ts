import { onTestFinished } from 'vitest';
import { RestClient, type RestClientOptions, type RestRequest } from '../../server-core/atlassian/rest-client.ts';
import { createLog } from '../../server-core/log.ts';
import { Secrets } from '../../server-core/secrets.ts';
import type { ScriptedSite } from './scripted-site.ts';

const log = createLog({ MCP_LOG_LEVEL: 'silent' }, new Secrets([]));

/** The signal of a call that nobody cancels. */
export const never = new AbortController().signal;

export function clientOf(url: string, options: RestClientOptions = {}): RestClient {
  const site = {
    service: 'Jira',
    variablePrefix: 'JIRA',
    url: new URL(url),
    authorization: 'Bearer token-of-mia',
    verifyTls: true,
  };
  const client = new RestClient(site, new URL(url), log, options);
  onTestFinished(() => client.close());
  return client;
}

/** Sends one request, `GET /it` where the test does not say otherwise. */
export function ask(
  site: ScriptedSite,
  request: Partial<RestRequest> = {},
  options: RestClientOptions = {},
): Promise<unknown> {
  return clientOf(site.url, options).request({ path: '/it', signal: never, ...request });
}
