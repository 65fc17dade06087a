import { block } from './block.ts';
import { httpServer } from './http-server.ts';
import type { NginxSettings } from './nginx-settings.ts';
import { upstreams } from './upstreams.ts';

/** An `nginx.conf` that puts replicas of the bridge behind one address. For nginx 1.20 and later. */
export function nginxConfig(settings: NginxSettings): string {
  const { logDir } = settings;
  return `${HEAD}
worker_processes auto;
worker_rlimit_nofile 20000;
# After a reload the old workers go on with their streams for so long; clients of those that are left then come back.
worker_shutdown_timeout 1h;
error_log ${logDir}/error.log warn;

events {
    worker_connections 8192; # a stream takes two: one to the client, one to the replica
}

${block('http', [upstreams(settings), ATTEMPTS, logs(settings), otherNames(settings), httpServer(settings)])}
`;
}

const HEAD = `# Several replicas of the bridge behind one address: docs/replicas.md. Printed, for other replicas too, by
#   mcp-jira-confluence-sse nginx --help
#
# A session lives on one replica. Its id begins with the tag of the one that opened it (--replica-tag r1), so the way is
# found in the id alone: no cookie, no hash, nobody to ask. That only saves a hop: every replica answers every request.
`;

const ATTEMPTS = `
# 1: what opens a stream of the session's own.
map "$request_method $uri" $mcp_is_stream {
    default "";
    "~^GET /(?:.*/)?(?:sse|mcp)$" 1;
}

# 1: an attempt before this one sent some of the request to a replica, which may have carried it out.
map $upstream_bytes_sent $mcp_retried {
    volatile;
    default "";
    "~[1-9]" 1;
}

# 1: the last attempt found all replicas left out: then nginx has the name of the upstream in place of an address.
map $upstream_addr $mcp_all_left_out {
    volatile;
    default "";
    "~(?:^|, | : )mcp_[a-z0-9]+$" 1;
}
`;

function logs({ logDir, connectionsPerClient }: NginxSettings): string {
  return `# Session ids are keys, and stand in URLs. So the access log has no queries, but what became of each attempt; and the
# error log, whose lines have whole requests in them, has only what is grave.
log_format without_query '$remote_addr [$time_local] "$request_method $uri" $status $body_bytes_sent $request_time '
                         '"$upstream_addr" "$upstream_status" "$upstream_response_time"';
access_log ${logDir}/access.log without_query;
error_log ${logDir}/error.log crit;
${connectionsPerClient === 0 ? '' : '\nlimit_conn_zone $binary_remote_addr zone=mcp_clients:10m;\n'}`;
}

/** Pages of another site, whose name was made to point here, get nothing. */
function otherNames({ serverNames, listen, tls }: NginxSettings): string {
  if (serverNames.includes('_')) return '';
  const refusing =
    tls === undefined
      ? [`listen ${listen} default_server;`, 'server_tokens off;', 'return 421;']
      : [`listen ${listen} ssl http2 default_server;`, 'ssl_reject_handshake on;'];
  return `server_names_hash_bucket_size 128; # room for long names\n${block('server', refusing)}\n`;
}
