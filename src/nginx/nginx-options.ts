import * as z from 'zod';
import type { OptionSpec } from '../../bridge/index.ts';

/** An option that no environment variable stands in for: what it says goes into a file, once. */
function option<Value>(spec: Omit<OptionSpec<Value>, 'group' | 'variable'>): OptionSpec<Value> {
  return { group: 'Options', variable: '', ...spec };
}

function matching(form: RegExp, expected: string): z.ZodType<string, string> {
  return z.string().regex(form, expected);
}

/** Items with commas between; empty → `[]`. */
function listOf(form: RegExp, expected: string): z.ZodType<readonly string[], string> {
  return z
    .string()
    .transform((text) => (text === '' ? [] : text.split(',').map((item) => item.trim())))
    .pipe(z.array(matching(form, expected)))
    .refine((items) => new Set(items).size === items.length, `${expected}, none of them twice`);
}

/** Nothing that would end a word of an nginx.conf, or begin a variable. */
const file = matching(/^[^\s;{}"'\\$#]*$/, 'a path without blanks, quotes and ; { } $ # \\');

/** The options of the sub-command that prints an nginx.conf. Without any it prints that of the project. */
export const nginxOptions = {
  replicas: option({
    flag: '--replicas <addresses>',
    description: 'Where the replicas listen: host:port with commas between.',
    default: 'mcp-sse-1:8000,mcp-sse-2:8000,mcp-sse-3:8000',
    value: listOf(/^(?:\[[\da-fA-F:.]+\]|[\w.-]+):\d{1,5}$/, 'host:port with commas between'),
  }),
  tags: option({
    flag: '--tags <tags>',
    description: 'The --replica-tag of each, in the same order; empty: r1, r2, and so on.',
    default: '',
    value: listOf(/^[A-Za-z0-9]{1,32}$/, 'letters and digits with commas between'),
  }),
  affinity: option({
    flag: '--no-affinity',
    description: 'Send requests to all replicas in turn, wherever their sessions are.',
    default: '',
    value: z.string().transform((text) => text !== 'false'),
  }),
  listen: option({
    flag: '--listen <address>',
    description: 'Port to listen on, or address:port; empty: 80, or 443 with a certificate.',
    default: '',
    value: matching(/^$|^(?:(?:\[[\da-fA-F:.]+\]|[\w.-]+):)?\d{1,5}$/, 'a port or address:port'),
  }),
  serverNames: option({
    flag: '--server-name <names>',
    description: 'Host names to answer to, with commas between; others are then refused. _: any.',
    default: '_',
    value: listOf(/^(?:_|[\w*.-]+)$/, 'host names with commas between'),
  }),
  pathPrefix: option({
    flag: '--path-prefix <path>',
    description: 'Path before those of the bridge, as /bridge in /bridge/mcp. Replicas get requests without it.',
    default: '',
    value: matching(/^$|^(?:\/[\w.~-]+)+$/, 'a path like /bridge'),
  }),
  readTimeout: option({
    flag: '--read-timeout <time>',
    description: 'A replica that is silent for so long counts as lost. More than the --keep-alive of the bridge.',
    default: '40s',
    value: matching(/^[1-9]\d{0,8}(?:ms|s|m|h)$/, 'a time like 500ms, 40s, 5m or 1h'),
  }),
  maxBodyBytes: option({
    flag: '--max-body-bytes <size>',
    description: 'Largest request body; --max-body-bytes of the bridge.',
    default: '16m',
    value: z
      .string()
      .regex(/^[1-9]\d{0,8}(?:[kKmMgG]|[KMG]iB)?$/, 'a size like 65536, 64KiB, 16MiB, 16m or 1g')
      .transform((text) => text.replace('iB', '').toLowerCase()),
  }),
  connectionsPerClient: option({
    flag: '--connections-per-client <number>',
    description: 'Most requests and streams of one address at once; 0: any number.',
    default: '200',
    value: matching(/^\d{1,6}$/, 'a whole number up to 999999').transform(Number),
  }),
  logDir: option({
    flag: '--log-dir <folder>',
    description: 'Folder of access.log and error.log.',
    default: '/var/log/nginx',
    value: file,
  }),
  tlsCertificate: option({
    flag: '--tls-certificate <file>',
    description: 'Certificate chain, in PEM: speak TLS. With --tls-key.',
    default: '',
    value: file,
  }),
  tlsKey: option({
    flag: '--tls-key <file>',
    description: 'Key of the certificate, in PEM.',
    default: '',
    value: file,
  }),
};
