const REDIS_PORT = 6379;
const SENTINEL_PORT = 26_379;

const FORM =
  /^(?<scheme>rediss?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<credentials>[^/]*)@)?(?<hosts>[^/@?]+)(?:\/(?<path>[^?#]*))?$/;

/** What a Redis URL says. */
export interface RedisTarget {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly isTls: boolean;
  /** One, or those of the sentinels, or some of the cluster. */
  readonly nodes: readonly RedisNode[];
  /** Of what the sentinels watch; empty otherwise. */
  readonly name: string;
  readonly db: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `redis://[user:password@]host[:port][/db]`, `redis+sentinel://…@host:port,host:port/name[/db]` and
 * `redis+cluster://…@host:port,host:port`; `rediss` is with TLS. User and password may be percent-encoded, and are those of
 * Redis, not of the sentinels. Throws an error that does not repeat the URL: there may be a password in it.
 */
export function parseRedisUrl(url: string): RedisTarget {
  const groups = FORM.exec(url)?.groups;
  if (groups === undefined) {
    throw new Error('The URL of Redis is not of the form redis://, redis+sentinel:// or redis+cluster://host:port');
  }
  const { scheme, kind = 'single', credentials, hosts = '', path = '' } = groups;
  const [user, ...rest] = (credentials ?? '').split(':');
  const parts = path.split('/').filter((part) => part !== '');
  const name = kind === 'sentinel' ? decodeURIComponent(parts.shift() ?? '') : '';
  const db = Number(parts.shift() ?? 0);
  const nodes = hosts.split(',').map((host) => readNode(host, kind === 'sentinel' ? SENTINEL_PORT : REDIS_PORT));
  if (kind === 'sentinel' && name === '')
    throw new Error('The URL of Redis lacks the name that its sentinels know: …/name');
  if (!Number.isInteger(db) || parts.length > 0 || (kind === 'cluster' && path !== '')) {
    throw new Error('The URL of Redis ends with what is no number of a database.');
  }
  if (kind === 'single' && nodes.length > 1)
    throw new Error('Several hosts of Redis: say redis+sentinel:// or redis+cluster://');
  return {
    kind: kind === 'sentinel' || kind === 'cluster' ? kind : 'single',
    isTls: scheme === 'rediss',
    nodes,
    name,
    db,
    username: user ? decodeURIComponent(user) : undefined,
    password: rest.length > 0 ? decodeURIComponent(rest.join(':')) : undefined,
  };
}

function readNode(text: string, defaultPort: number): RedisNode {
  const [, host = '', port = `${defaultPort}`] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(text) ?? [];
  if (host === '') throw new Error('The URL of Redis has a host that cannot be read; expected host:port');
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}
