import { IncompleteConfigurationError, ToolError } from '../errors.ts';
import type { Deployment } from './deployment.ts';
import { remember } from './remember.ts';
import type { RestClient } from './rest-client.ts';
import { unlessAborted } from './unless-aborted.ts';
import { at, textAt } from './wire-value.ts';

type Product = 'jira' | 'confluence';

/** Failures that say more than that the site could not be made out. */
const TELLING = new Set([
  'AUTHENTICATION_FAILED',
  'INVALID_CONFIGURATION',
  'RATE_LIMITED',
  'UPSTREAM_ERROR',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNREACHABLE',
]);

const answers = new WeakMap<RestClient, () => Promise<Deployment>>();

/**
 * Asks a site where it runs, with one request for the life of the client, however many ask: Jira for
 * `/rest/api/2/serverInfo`, Confluence for `/rest/api/user/current`, both below the client's base. Throws an error that
 * names `<PREFIX>_DEPLOYMENT` where the answer does not tell; then the next call asks again.
 */
export function detectDeployment(client: RestClient, product: Product, signal: AbortSignal): Promise<Deployment> {
  const answer = answers.get(client) ?? remember(() => ask(client, product));
  answers.set(client, answer);
  return unlessAborted(answer(), signal);
}

async function ask(client: RestClient, product: Product): Promise<Deployment> {
  const path = product === 'jira' ? '/rest/api/2/serverInfo' : '/rest/api/user/current';
  try {
    const answer = await client.request({ path, signal: new AbortController().signal });
    const deployment = product === 'jira' ? deploymentInServerInfo(answer) : deploymentInUser(answer);
    if (deployment !== undefined) return deployment;
  } catch (error) {
    if (!(error instanceof ToolError) || TELLING.has(error.code)) throw error;
  }
  const variable = `${client.site.variablePrefix}_DEPLOYMENT`;
  throw new IncompleteConfigurationError(
    client.site.service,
    [variable],
    `${client.site.url.origin} does not tell whether it runs at Atlassian. ` +
      `Set ${variable} to cloud or data-center, check ${client.site.variablePrefix}_URL, and restart the server.`,
  );
}

function deploymentInServerInfo(info: unknown): Deployment | undefined {
  const type = textAt(info, 'deploymentType');
  if (type === 'Cloud') return 'cloud';
  return type === 'Server' || type === 'DataCenter' ? 'data-center' : undefined;
}

/** Only Cloud has account ids; an anonymous user of Data Center means that nobody has logged in. */
function deploymentInUser(user: unknown): Deployment | undefined {
  if (textAt(user, 'accountId') !== undefined) return 'cloud';
  return at(user, 'type') === 'known' ? 'data-center' : undefined;
}
