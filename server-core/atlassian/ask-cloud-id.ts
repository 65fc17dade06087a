import { InvalidConfigurationError, ToolError } from '../errors.ts';
import { jsonIn } from './json-answer.ts';
import type { Sender } from './sender.ts';
import { isCloudId, type SiteConfig } from './site-config.ts';
import { at } from './wire-value.ts';
import { withinDeadline } from './within-deadline.ts';

/** An id is short; a login page in its place need not be read. */
const MAX_BODY_BYTES = 100_000;

/** Failures that say nothing of the site's id. */
const OTHERWISE = new Set(['RATE_LIMITED', 'UPSTREAM_ERROR', 'UPSTREAM_TIMEOUT', 'UPSTREAM_UNREACHABLE']);

/**
 * Asks a cloud site for its id, which it tells everyone: no credentials are sent. Takes no signal, since several calls
 * may wait for the answer. Throws an error that names `<PREFIX>_CLOUD_ID` where the site does not tell it.
 */
export async function askCloudId(site: SiteConfig, sender: Sender, deadlineMs: number): Promise<string> {
  const url = new URL('/_edge/tenant_info', site.url.origin);
  const name = `GET ${url.pathname}`;
  const cancelled = new AbortController().signal;
  try {
    const cloudId = await withinDeadline({ site, name, safe: true, deadlineMs, cancelled }, async (time) => {
      const headers = { accept: 'application/json' };
      const call = { name, method: 'GET', url, headers, safe: true, mayLeave: false, maxBodyBytes: MAX_BODY_BYTES };
      return at(jsonIn(await sender.send({ ...call, ...time }), name, site), 'cloudId');
    });
    if (typeof cloudId === 'string' && isCloudId(cloudId)) return cloudId;
  } catch (error) {
    if (!(error instanceof ToolError) || OTHERWISE.has(error.code)) throw error;
  }
  const expected = `the id itself, since ${url.href} does not tell it`;
  throw new InvalidConfigurationError(`${site.variablePrefix}_CLOUD_ID`, expected);
}
