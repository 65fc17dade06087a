import type { IncomingHttpHeaders } from 'node:http';
import type { People, User } from '../people.ts';

/** The user whose email and API token the request carries as Basic credentials. */
export function signedIn(headers: IncomingHttpHeaders, people: People): User | undefined {
  const [, encoded] = /^basic\s+(\S+)\s*$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon === -1 ? undefined : people.byCredentials(decoded.slice(0, colon), decoded.slice(colon + 1));
}
