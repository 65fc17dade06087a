import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls, { type SecureContext } from 'node:tls';
import { InvalidConfigurationError } from '../errors.ts';
import type { ClientCertificate, SiteConfig } from './site-config.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Trust in the certificates of `<PREFIX>_CA_FILE` beside those that Node trusts already, and where it is wanted, the
 * client certificate. Made once, since each making reads a hundred and more certificates.
 * Throws an error that names the variable whose file cannot be used.
 */
export async function secureContextOf(site: SiteConfig, withClientCertificate: boolean): Promise<SecureContext> {
  const { caFile, clientCertificate, variablePrefix } = site;
  const ca = caFile === undefined ? [] : await readCertificates(caFile, `${variablePrefix}_CA_FILE`);
  const trust = ca.length === 0 ? {} : { ca: [...(await trustedByNode()), ...ca] };
  if (!withClientCertificate || clientCertificate === undefined) return tls.createSecureContext(trust);

  const identity = await readIdentity(clientCertificate, variablePrefix);
  try {
    return tls.createSecureContext({ ...trust, ...identity });
  } catch {
    throw new InvalidConfigurationError(
      `${variablePrefix}_CLIENT_KEY_FILE`,
      `the key of the certificate in ${variablePrefix}_CLIENT_CERT_FILE`,
    );
  }
}

async function readIdentity(
  { certFile, keyFile, passphrase }: ClientCertificate,
  prefix: string,
): Promise<{ cert: string; key: string; passphrase?: string }> {
  const cert = (await readCertificates(certFile, `${prefix}_CLIENT_CERT_FILE`)).join('\n');
  const key = await readText(keyFile, `${prefix}_CLIENT_KEY_FILE`, 'a file with a private key in PEM');
  try {
    createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) });
  } catch {
    if (key.includes('ENCRYPTED')) {
      throw new InvalidConfigurationError(`${prefix}_CLIENT_KEY_PASSPHRASE`, `what opens ${prefix}_CLIENT_KEY_FILE`);
    }
    throw new InvalidConfigurationError(`${prefix}_CLIENT_KEY_FILE`, 'a file with a private key in PEM');
  }
  return { cert, key, ...(passphrase !== undefined && { passphrase }) };
}

async function readCertificates(file: string, variable: string): Promise<string[]> {
  const expected = 'a file with certificates in PEM';
  const found = (await readText(file, variable, expected)).match(CERTIFICATE) ?? [];
  try {
    for (const certificate of found) void new X509Certificate(certificate);
  } catch {
    throw new InvalidConfigurationError(variable, expected);
  }
  if (found.length === 0) throw new InvalidConfigurationError(variable, expected);
  return found;
}

async function readText(file: string, variable: string, expected: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new InvalidConfigurationError(variable, `${expected} that can be read`);
  }
}

/** Naming certificates takes the place of Node's own list; Node before 22.15 does not tell the whole of that. */
async function trustedByNode(): Promise<readonly string[]> {
  if ('getCACertificates' in tls && typeof tls.getCACertificates === 'function') {
    return tls.getCACertificates('default') as string[];
  }
  const extra = process.env['NODE_EXTRA_CA_CERTS'];
  const more = extra === undefined ? '' : await readFile(extra, 'utf8').catch(() => '');
  return [...tls.rootCertificates, ...(more.match(CERTIFICATE) ?? [])];
}
