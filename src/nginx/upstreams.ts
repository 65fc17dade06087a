import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';

/** The upstream of requests that need no certain replica. */
const ANY = 'mcp_any';
/** The upstream in which no replica is ever left out. */
export const WHOEVER = 'mcp_whoever';

/** How long a replica that failed is left out. nginx counts whole seconds here. */
const FAIL_TIMEOUT = '2s';
const LEAVES_OUT = `max_fails=1 fail_timeout=${FAIL_TIMEOUT}`;

/** What `proxy_pass` names: the upstream of a request. */
export function upstreamOf({ affinity }: NginxSettings): string {
  return affinity ? '$mcp_replica' : ANY;
}

/** The upstreams, and the map from a request to the one that it belongs to. */
export function upstreams({ replicas, tags, affinity }: NginxSettings): string {
  const all = replicas.map((replica) => `server ${replica} ${LEAVES_OUT};`);
  const own = replicas.map((first, index) => {
    const others = replicas.filter((_, other) => other !== index);
    const backups = others.map((replica) => `server ${replica} ${LEAVES_OUT} backup;`);
    return upstream(nameOf(index), [`server ${first} ${LEAVES_OUT};`, ...backups]);
  });
  return [
    ...(affinity ? [affinityMap(tags)] : []),
    `
# A replica that fails a request is left out for ${FAIL_TIMEOUT}, by all workers (zone). Then one request tries it again:
# that one alone pays for a machine that does not answer, and a replica that was started again is found within seconds.
# Connections are kept for less than the 75 s after which a bridge closes an idle one: none closes under a request.
# Names are looked up when nginx starts or reloads, not later, so a replica has to keep its address.`.trimStart(),
    upstream(ANY, affinity ? ['least_conn;', ...all] : all),
    ...(affinity ? own : []),
    '# For when all are left out, as after restarts one soon after the other.',
    upstream(
      WHOEVER,
      replicas.map((replica) => `server ${replica} max_fails=0;`),
    ),
  ].join('\n');
}

function affinityMap(tags: readonly string[]): string {
  const width = Math.max(...tags.map(({ length }) => length + 5), 'default'.length);
  const lines = tags.map((tag, index) => `${`"~^${tag}\\."`.padEnd(width)} ${nameOf(index)};`);
  return `# The id is in the URL of POST /messages, in a header of everything at /mcp, and begins the id of each event, which a
# client names when it comes back to /sse.
${block('map "$arg_sessionId$http_mcp_session_id$http_last_event_id" $mcp_replica', [`${'default'.padEnd(width)} ${ANY};`, ...lines])}
`;
}

/** Not after the tags: to nginx, names that differ in case alone are the same. */
function nameOf(index: number): string {
  return `mcp_${index + 1}`;
}

function upstream(name: string, servers: readonly string[]): string {
  return block(`upstream ${name}`, [`zone ${name} 64k;`, ...servers, 'keepalive 64;', 'keepalive_timeout 60s;']);
}
