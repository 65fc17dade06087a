import { hostname } from 'node:os';

/** Addresses that stand for all of a machine's. */
const ANY_ADDRESS = new Set(['0.0.0.0', '[::]']);

/**
 * Where other replicas reach this one: `--advertise-url` where that is said; else where it listens or, where that is all
 * addresses, the machine by its name. Without a slash at the end.
 */
export function advertisedUrl(listeningUrl: string, advertiseUrl: string): string {
  if (advertiseUrl !== '') return advertiseUrl.replace(/\/+$/, '');
  const url = new URL(listeningUrl);
  if (ANY_ADDRESS.has(url.hostname)) url.hostname = hostname();
  return url.origin;
}
