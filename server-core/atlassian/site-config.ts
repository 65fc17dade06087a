import { type Environment, readVariable } from '../../src/base/env.ts';
import { IncompleteConfigurationError, InvalidConfigurationError, NotConfiguredError } from '../errors.ts';
import { readCredentials } from './credentials.ts';
import { type Deployment, deploymentWords } from './deployment.ts';
import { type ProxySettings, readProxySettings } from './proxy-settings.ts';
import { SiteVariables } from './site-variables.ts';

/** Where one product is, how to authenticate there, and how to get there. */
export interface SiteConfig {
  /** The product's name in messages. */
  readonly service: string;
  /** `JIRA` or `CONFLUENCE`: what its variables start with. */
  readonly variablePrefix: string;
  /** As the variable has it, without query, fragment and closing slash. Links for people start with it. */
  readonly url: URL;
  /** The whole value of the `Authorization` header. */
  readonly authorization: string;
  /** `false` accepts any TLS certificate. @default true */
  readonly verifyTls: boolean;
  /** What was said or follows from the rest; `undefined`: see `deploymentOf`. */
  readonly deployment?: Deployment | undefined;
  /** Sends requests through Atlassian's gateway: `auto` asks the site for its id. */
  readonly cloudId?: string | undefined;
  /** The gateway. @default https://api.atlassian.com */
  readonly apiUrl?: URL | undefined;
  /** PEM file with certificates that are trusted as well. */
  readonly caFile?: string | undefined;
  /** PEM files; the key may be encrypted. */
  readonly clientCertificate?: ClientCertificate | undefined;
  /** @default straight to the site */
  readonly proxy?: ProxySettings | undefined;
  /** Time for one call. @default 30_000 */
  readonly timeoutMs?: number | undefined;
  /** Most connections to one host. @default 8 */
  readonly maxConnections?: number | undefined;
}

export interface ClientCertificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly passphrase?: string | undefined;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether it can be the id of a cloud site. */
export function isCloudId(text: string): boolean {
  return UUID.test(text);
}

/**
 * Reads the variables of one product; docs/stdio.md says what each means and which go before others.
 * Throws an error that names what to set or correct. Files are read with the first request.
 */
export function readSiteConfig(env: Environment, variablePrefix: string, service: string): SiteConfig {
  const variables = new SiteVariables(env, variablePrefix);
  const url = variables.text('URL');
  const { authorization, missing: noCredentials = [] } = readCredentials(variables);
  const missing = [...(url === undefined ? ['URL'] : []), ...noCredentials];
  if (url === undefined || authorization === undefined) throw notConfigured(variables, service, missing);

  return {
    service,
    variablePrefix,
    url: siteUrl(url, variables.nameOf('URL')),
    authorization,
    verifyTls: variables.yesOrNo('SSL_VERIFY', true),
    ...readPlace(variables),
    apiUrl: apiUrl(env),
    caFile: variables.text('CA_FILE'),
    clientCertificate: readClientCertificate(variables, service),
    proxy: readProxySettings(env, variables),
    timeoutMs: variables.wholeNumber('TIMEOUT_SECONDS', { usual: 30, least: 1, most: 600 }) * 1000,
    maxConnections: variables.wholeNumber('MAX_CONNECTIONS', { usual: 8, least: 1, most: 100 }),
  };
}

/** An OAuth access token is accepted by the gateway only, so the site is asked for its id where none is given. */
function readPlace(variables: SiteVariables): Pick<SiteConfig, 'deployment' | 'cloudId'> {
  const deployment = variables.oneOf('DEPLOYMENT', deploymentWords);
  const given = variables.text('CLOUD_ID');
  if (given !== undefined && given.toLowerCase() !== 'auto' && !isCloudId(given)) {
    throw variables.invalid('CLOUD_ID', 'the UUID of a cloud site, or auto');
  }
  if (deployment === 'data-center') {
    if (given === undefined) return { deployment };
    throw variables.invalid('CLOUD_ID', `nothing, since ${variables.nameOf('DEPLOYMENT')} is not cloud`);
  }
  const cloudId = given?.toLowerCase() ?? (variables.text('OAUTH_TOKEN') === undefined ? undefined : 'auto');
  return cloudId === undefined ? { deployment } : { deployment: 'cloud', cloudId };
}

function readClientCertificate(variables: SiteVariables, service: string): ClientCertificate | undefined {
  const certFile = variables.text('CLIENT_CERT_FILE');
  const keyFile = variables.text('CLIENT_KEY_FILE');
  if (certFile !== undefined && keyFile !== undefined) {
    return { certFile, keyFile, passphrase: variables.text('CLIENT_KEY_PASSPHRASE') };
  }
  if (certFile === undefined && keyFile === undefined) return undefined;
  const missing = variables.nameOf(certFile === undefined ? 'CLIENT_CERT_FILE' : 'CLIENT_KEY_FILE');
  const advice = `A client certificate needs its key, and the key its certificate: set ${missing} too and restart the server.`;
  throw new IncompleteConfigurationError(service, [missing], advice);
}

function notConfigured(variables: SiteVariables, service: string, names: readonly string[]): Error {
  const missing = names.map((name) => variables.nameOf(name));
  const nothing = ['URL', 'EMAIL', 'USERNAME', 'API_TOKEN', 'PERSONAL_TOKEN', 'OAUTH_TOKEN'].every(
    (name) => variables.text(name) === undefined,
  );
  const list = missing.length > 1 ? `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}` : missing[0];
  const instead = names.some((name) => name !== 'URL')
    ? ` ${variables.nameOf('PERSONAL_TOKEN')}, a personal access token, takes the place of ` +
      `${variables.nameOf('EMAIL')} and ${variables.nameOf('API_TOKEN')}, and so does ${variables.nameOf('OAUTH_TOKEN')}.`
    : '';
  const advice = `Set ${list} in the environment of this server and restart it.${instead}`;
  return new (nothing ? NotConfiguredError : IncompleteConfigurationError)(service, missing, advice);
}

function apiUrl(env: Environment): URL | undefined {
  const value = readVariable(env, 'ATLASSIAN_API_URL');
  return value === undefined ? undefined : siteUrl(value, 'ATLASSIAN_API_URL');
}

function siteUrl(value: string, variable: string): URL {
  if (!URL.canParse(value))
    throw new InvalidConfigurationError(variable, 'a URL such as https://your-site.atlassian.net');
  const url = new URL(value);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new InvalidConfigurationError(variable, 'a URL that starts with https:// or http://');
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidConfigurationError(variable, 'a URL without a user name and password');
  }
  url.search = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}
