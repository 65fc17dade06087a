import type { IncomingHttpHeaders } from 'node:http';
import type { User } from '../people.ts';
import type { Site } from '../site.ts';
import type { Destination } from './destination.ts';

/**
 * The user whose credentials the request carries. The cloud takes Basic with email and API token, and through the gateway
 * also a Bearer token of OAuth; Data Center takes a personal token, as Bearer or as the password of its username.
 */
export function signedIn(
  headers: IncomingHttpHeaders,
  { people, deployment }: Site,
  { throughGateway }: Destination,
): User | undefined {
  const [, scheme = '', credentials = ''] = /^(basic|bearer)\s+(\S+)\s*$/i.exec(headers.authorization ?? '') ?? [];
  const onDataCenter = deployment === 'data-center';
  if (scheme.toLowerCase() === 'bearer') {
    if (onDataCenter) return people.byPersonalToken(credentials);
    return throughGateway ? people.byAccessToken(credentials) : undefined;
  }
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon === -1) return undefined;
  const [name, secret] = [decoded.slice(0, colon), decoded.slice(colon + 1)];
  if (!onDataCenter) return people.byCredentials(name, secret);
  const user = people.byUsername(name);
  return user?.personalToken === secret ? user : undefined;
}
