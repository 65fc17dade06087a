import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';
import { refusals } from './refusals.ts';
import { upstreamOf, WHOEVER } from './upstreams.ts';

/** Nobody else could be asked after these. */
const FALLBACK_READ_TIMEOUT = '60s';

/** The `server` block, with all that happens to a request. */
export function httpServer(settings: NginxSettings): string {
  const { serverNames } = settings;
  return block('server', [
    listening(settings),
    `server_name ${serverNames.join(' ')};`,
    'server_tokens off;',
    '',
    clientLimits(settings),
    proxying(settings),
    locations(settings),
  ]);
}

const TLS = `ssl_protocols TLSv1.2 TLSv1.3;
ssl_session_cache shared:mcp_tls:10m;
ssl_session_timeout 1h;`;

function listening({ listen, tls }: NginxSettings): string {
  if (tls !== undefined) {
    return `listen ${listen} ssl http2;
ssl_certificate ${tls.certificate};
ssl_certificate_key ${tls.key};
${TLS}`;
  }
  const commented = `listen 443 ssl http2;
ssl_certificate /etc/nginx/tls/certificate.pem;
ssl_certificate_key /etc/nginx/tls/key.pem;
${TLS}`.replace(/^/gm, '# ');
  return `listen ${listen};
# With TLS, in place of the line above:
${commented}`;
}

function clientLimits({ maxBodyBytes, connectionsPerClient }: NginxSettings): string {
  return `
client_max_body_size ${maxBodyBytes}; # --max-body-bytes of the bridge
client_body_buffer_size 128k; # larger ones wait in a file
client_header_timeout 15s;
client_body_timeout 30s;
send_timeout 60s; # --unread-timeout of the bridge
large_client_header_buffers 4 8k; # a bridge takes 16 KiB of headers
${connectionsPerClient === 0 ? '' : `limit_conn mcp_clients ${connectionsPerClient}; # requests and streams of one address at once\nlimit_conn_status 429;\n`}`;
}

function proxying({ readTimeout }: NginxSettings): string {
  return `# In all locations, for none of them has a proxy_set_header of its own. An empty value takes a header away: what
# only replicas and nginx may say, no client can.
proxy_set_header Host $http_host;
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Forwarded-Proto $scheme;
proxy_set_header Connection "";
proxy_set_header Mcp-Bridge-Forward "";
proxy_set_header Mcp-Bridge-Retried $mcp_retried;
proxy_http_version 1.1;

# An event has to arrive when it is sent.
proxy_buffering off;
gzip off;

# A bridge says something on each stream every 15 s (--keep-alive), and begins each answer sooner. One that is silent
# for longer than this hangs.
proxy_read_timeout ${readTimeout};
proxy_send_timeout ${readTimeout};

# The next replica of the upstream, where this one cannot be connected to. Never non_idempotent: a POST that was sent
# goes to another replica only with the header that says so (@elsewhere).
proxy_connect_timeout 1s;
proxy_next_upstream error timeout;
proxy_next_upstream_tries 3;
proxy_next_upstream_timeout 5s;

# These are nginx's own errors. A 502 or 504 that a bridge answered is passed on: no proxy_intercept_errors.
recursive_error_pages on;
error_page 413 = @too_large;
error_page 418 = @stream; # which no bridge answers: see the locations
error_page 429 = @too_many;
error_page 502 504 = @elsewhere;
`;
}

function locations(settings: NginxSettings): string {
  const { pathPrefix } = settings;
  const proxy = [
    ...(pathPrefix === '' ? [] : [`rewrite ^${pathPrefix}(/.*)$ $1 break;`]),
    `proxy_pass http://${upstreamOf(settings)};`,
  ];
  const open = block(`location ~ ^${pathPrefix.replaceAll('.', '\\.')}/(?:sse|messages|mcp|health)$`, [
    'if ($mcp_is_stream) {\n    return 418;\n}',
    ...proxy,
  ]);
  return `${open}

# The client of a stream comes back on a new connection when the stream is over. Told so beforehand, it never sends a
# request on the old one at the moment that an old worker, after a reload, closes it.
${block('location @stream', ['keepalive_timeout 0;', ...proxy])}

# The rest of a bridge is for its own network: /metrics, /ready, /dashboard.
location / {
    return 404;
}

# A replica did not answer, and is left out by now: once more, at another. That one is told where the first may have
# carried the request out. It may have to wait until the first is known to be lost (--lease of the bridge), and for a
# server process.
location @elsewhere {
    proxy_read_timeout ${FALLBACK_READ_TIMEOUT};
    error_page 502 504 = @whoever;
    proxy_pass http://${upstreamOf(settings)};
}

# But where all were left out, so that it was sent to none of them, it goes to whoever there is.
location @whoever {
    proxy_read_timeout ${FALLBACK_READ_TIMEOUT};
    error_page 502 504 = @no_replica;
    if ($mcp_all_left_out = "") {
        return 502;
    }
    proxy_pass http://${WHOEVER};
}

${refusals}`;
}
