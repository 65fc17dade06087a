import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { healthChecks } from './health/health-checks.ts';
import {
  byteSize,
  duration,
  encryptionKey,
  jsonText,
  nameList,
  redisUrl,
  variableList,
  wholeNumber,
} from './option-values.ts';

/** One setting: its flag on the command line, its environment variable, what it means, and its default. */
export interface OptionSpec<Value> {
  readonly group: string;
  /** As `--help` shows it: `--port <number>`. */
  readonly flag: string;
  readonly variable: string;
  readonly description: string;
  /** As a user would write it. */
  readonly default: string;
  /** What a user writes here is not repeated in errors. */
  readonly isSecret?: true;
  /** From what a user writes to what the program uses; its error says what was expected. */
  readonly value: z.ZodType<Value, string>;
}

/** Of a user or group; empty → undefined. */
const userNumber: z.ZodType<number | undefined, string> = z
  .string()
  .regex(/^\d{0,9}$/, 'the number of a user or group')
  .transform((text) => (text === '' ? undefined : Number(text)));

function option<Value>(spec: OptionSpec<Value>): OptionSpec<Value> {
  return spec;
}

/**
 * Every option of the bridge, in the order that `--help` and the README list them. Durations become milliseconds and
 * sizes bytes, as the names here say; where `0` is allowed, it switches the limit off.
 */
export const bridgeOptions = {
  host: option({
    group: 'Listening',
    flag: '--host <address>',
    variable: 'SSE_HOST',
    description: 'Address to listen on.',
    default: '127.0.0.1',
    value: z.string().min(1, 'an address'),
  }),
  port: option({
    group: 'Listening',
    flag: '--port <number>',
    variable: 'SSE_PORT',
    description: 'Port to listen on; 0 takes any free one.',
    default: '8000',
    value: wholeNumber(0, 65_535),
  }),
  eras: option({
    group: 'Listening',
    flag: '--eras <names>',
    variable: 'SSE_ERAS',
    description: 'Generations of MCP over HTTP to serve: sse (2024-11-05), streamable (2025-03-26 to 2025-11-25).',
    default: 'sse,streamable',
    value: nameList.pipe(z.array(z.enum(['sse', 'streamable'], 'sse, streamable, or both with a comma')).min(1)),
  }),
  replicaTag: option({
    group: 'Listening',
    flag: '--replica-tag <tag>',
    variable: 'SSE_REPLICA_TAG',
    description:
      'Begins the id of every session, so that a load balancer finds the replica that has it: letters and digits, another for each replica; empty: random.',
    default: '',
    value: z.string().regex(/^[A-Za-z0-9]{0,32}$/, 'at most 32 letters and digits'),
  }),
  publicPath: option({
    group: 'Listening',
    flag: '--public-path <path>',
    variable: 'SSE_PUBLIC_PATH',
    description: 'Path before /sse, /messages and /mcp as clients see them, where a proxy takes it away (/bridge).',
    default: '',
    value: z.string().regex(/^(?:\/[\w.~-]+)*$/, 'a path like /bridge, without a slash at the end'),
  }),
  auth: option({
    group: 'Listening',
    flag: '--auth <kind>',
    variable: 'SSE_AUTH',
    description:
      'Who may connect; none: whoever reaches the port. Has to be said where the host is not a loopback address.',
    default: '',
    value: z.enum(['', 'none'], 'none'),
  }),
  allowedHosts: option({
    group: 'Listening',
    flag: '--allowed-hosts <names>',
    variable: 'SSE_ALLOWED_HOSTS',
    description: 'Host names to answer to, beside the own one and, on loopback, the loopback ones.',
    default: '',
    value: nameList,
  }),
  allowedOrigins: option({
    group: 'Listening',
    flag: '--allowed-origins <origins>',
    variable: 'SSE_ALLOWED_ORIGINS',
    description: 'Origins whose pages may connect (https://app.example.com), beside loopback ones on loopback.',
    default: '',
    value: nameList,
  }),

  cwd: option({
    group: 'Server processes',
    flag: '--cwd <folder>',
    variable: 'SSE_CWD',
    description: 'Folder that server processes run in; empty: the current one.',
    default: '',
    value: z.string(),
  }),
  passEnv: option({
    group: 'Server processes',
    flag: '--pass-env <names>',
    variable: 'SSE_PASS_ENV',
    description:
      'Environment variables to hand on to server processes, NAME or PREFIX_*. Without it they get only what every program needs (PATH, HOME, LANG, …) and, for the server of this package, JIRA_*, CONFLUENCE_*, ATLASSIAN_*, MCP_*, the proxy variables and NODE_EXTRA_CA_CERTS.',
    default: '',
    value: nameList,
  }),
  env: option({
    group: 'Server processes',
    flag: '--env <assignments>',
    variable: 'SSE_ENV',
    description: 'Environment variables to set for server processes, NAME=VALUE with commas between.',
    default: '',
    isSecret: true,
    value: variableList,
  }),
  poolMin: option({
    group: 'Server processes',
    flag: '--pool-min <number>',
    variable: 'SSE_POOL_MIN',
    description:
      'Fewest server processes kept started and untouched for the next sessions. More are kept while sessions come faster; 0: none, ever.',
    default: '1',
    value: wholeNumber(0, 10_000),
  }),
  poolIdleMs: option({
    group: 'Server processes',
    flag: '--pool-idle <duration>',
    variable: 'SSE_POOL_IDLE',
    description: 'Those above the fewest are ended when they have not been needed for this long, oldest first.',
    default: '1m',
    value: duration({ min: 0 }),
  }),
  maxChildren: option({
    group: 'Server processes',
    flag: '--max-children <number>',
    variable: 'SSE_MAX_CHILDREN',
    description: 'Most server processes at once, warm ones included.',
    default: '256',
    value: wholeNumber(1, 1_000_000),
  }),
  startConcurrency: option({
    group: 'Server processes',
    flag: '--start-concurrency <number>',
    variable: 'SSE_START_CONCURRENCY',
    description: 'Server processes started at the same time; 0: one a processor core.',
    default: '0',
    value: wholeNumber(0, 1000).transform((number) => (number === 0 ? availableParallelism() : number)),
  }),
  startTimeoutMs: option({
    group: 'Server processes',
    flag: '--start-timeout <duration>',
    variable: 'SSE_START_TIMEOUT',
    description: 'Longest wait for a turn to start a server process.',
    default: '30s',
    value: duration({ min: 1 }),
  }),
  childMemoryBytes: option({
    group: 'Server processes',
    flag: '--child-memory <size>',
    variable: 'SSE_CHILD_MEMORY',
    description:
      'Most memory that one server process, or one that it starts, may write to (RLIMIT_DATA; Linux holds to it); 0: no limit. A Node.js server needs 128MiB at the least, and 512MiB more from Node.js 24 on, which counts what it reserves.',
    default: '0',
    value: byteSize({ min: 0, max: 2 ** 40 }),
  }),
  childOpenFiles: option({
    group: 'Server processes',
    flag: '--child-open-files <number>',
    variable: 'SSE_CHILD_OPEN_FILES',
    description: 'Most files and sockets that one of them may have open; 0: no limit of its own.',
    default: '0',
    value: wholeNumber(0, 1_000_000_000),
  }),
  childUid: option({
    group: 'Server processes',
    flag: '--child-uid <number>',
    variable: 'SSE_CHILD_UID',
    description: 'User to run server processes as, where the bridge is root; empty: the same one. See --env HOME=….',
    default: '',
    value: userNumber,
  }),
  childGid: option({
    group: 'Server processes',
    flag: '--child-gid <number>',
    variable: 'SSE_CHILD_GID',
    description: 'Group to run them as; empty: the one with the number of --child-uid, or the same one.',
    default: '',
    value: userNumber,
  }),
  stdinCloseGraceMs: option({
    group: 'Server processes',
    flag: '--stdin-close-grace <duration>',
    variable: 'SSE_STDIN_CLOSE_GRACE',
    description: 'How long a server process may take to end by itself once its stdin is closed, before SIGTERM.',
    default: '2s',
    value: duration({ min: 0 }),
  }),
  sigtermGraceMs: option({
    group: 'Server processes',
    flag: '--sigterm-grace <duration>',
    variable: 'SSE_SIGTERM_GRACE',
    description: 'How long it may take after SIGTERM, before SIGKILL.',
    default: '3s',
    value: duration({ min: 0 }),
  }),

  recovery: option({
    group: 'Recovery',
    flag: '--recovery <kind>',
    variable: 'SSE_RECOVERY',
    description:
      'What becomes of a session whose server process dies. replay: a fresh one is told what set the session up, requests that may be repeated are sent again, the others get an error; end: the session ends. Empty: replay for the server of this package, end for another command.',
    default: '',
    value: z.enum(['', 'replay', 'end'], 'replay or end'),
  }),
  recoveryTimeoutMs: option({
    group: 'Recovery',
    flag: '--recovery-timeout <duration>',
    variable: 'SSE_RECOVERY_TIMEOUT',
    description: 'Longest time that it may take a fresh server process to be told what set the session up.',
    default: '30s',
    value: duration({ min: 1 }),
  }),
  hibernateAfterMs: option({
    group: 'Recovery',
    flag: '--hibernate-after <duration>',
    variable: 'SSE_HIBERNATE_AFTER',
    description:
      'With --recovery replay, a session without work or subscriptions gives up its server process after this long, and gets another with its next message; 0: never.',
    default: '5m',
    value: duration({ min: 0 }),
  }),

  redisUrl: option({
    group: 'Replicas',
    flag: '--redis <url>',
    variable: 'SSE_REDIS',
    description:
      'Redis that all replicas share, to find a session that another has and to take over those of one that is lost: redis://, rediss:// (TLS), redis+sentinel://host,host/name, redis+cluster://host,host (rediss+… with TLS). Empty: this bridge stands alone.',
    default: '',
    isSecret: true,
    value: redisUrl,
  }),
  redisPrefix: option({
    group: 'Replicas',
    flag: '--redis-prefix <text>',
    variable: 'SSE_REDIS_PREFIX',
    description: 'Begins every key in Redis; the same for all replicas that serve the same sessions.',
    default: 'mcp:',
    value: z.string().regex(/^[\w:.-]{0,64}$/, 'at most 64 letters, digits and : . _ -'),
  }),
  redisTimeoutMs: option({
    group: 'Replicas',
    flag: '--redis-timeout <duration>',
    variable: 'SSE_REDIS_TIMEOUT',
    description: 'Longest wait for an answer of Redis; after it, Redis counts as away.',
    default: '1s',
    value: duration({ min: 10 }),
  }),
  clusterSecret: option({
    group: 'Replicas',
    flag: '--cluster-secret <text>',
    variable: 'SSE_CLUSTER_SECRET',
    description:
      'Known to all replicas and to nobody else: what they send each other is signed with it. Needed with --redis.',
    default: '',
    isSecret: true,
    value: z.string().regex(/^$|^.{16,}$/s, 'at least 16 characters'),
  }),
  advertiseUrl: option({
    group: 'Replicas',
    flag: '--advertise-url <url>',
    variable: 'SSE_ADVERTISE_URL',
    description:
      'Where other replicas reach this one, as in http://10.0.0.7:8000. Empty: the address that it listens on, or, where that is all of them, the name of its machine.',
    default: '',
    value: z.union([z.literal(''), z.url({ protocol: /^https?$/ })], 'an http or https URL'),
  }),
  forwardPort: option({
    group: 'Replicas',
    flag: '--forward-port <number>',
    variable: 'SSE_FORWARD_PORT',
    description:
      'Port of its own for what other replicas forward, 0: any free one; the public port then refuses that. Empty: the public port takes it.',
    default: '',
    value: z.union([z.literal('').transform(() => undefined), wholeNumber(0, 65_535)]),
  }),
  leaseMs: option({
    group: 'Replicas',
    flag: '--lease <duration>',
    variable: 'SSE_LEASE',
    description:
      'A replica that has not been heard of for this long is lost, and its sessions go on elsewhere. The same for all replicas.',
    default: '3s',
    value: duration({ min: 300 }),
  }),
  clockSkewMs: option({
    group: 'Replicas',
    flag: '--clock-skew <duration>',
    variable: 'SSE_CLOCK_SKEW',
    description: 'Most by which the clocks of replicas may differ: an older forwarded request is refused.',
    default: '30s',
    value: duration({ min: 1000 }),
  }),
  journalKey: option({
    group: 'Replicas',
    flag: '--journal-key <key>',
    variable: 'SSE_JOURNAL_KEY',
    description:
      'Encrypts what Redis keeps of sessions (AES-256-GCM): 32 bytes in base64, the same for all replicas. Empty: not encrypted.',
    default: '',
    isSecret: true,
    value: encryptionKey,
  }),
  journalIntervalMs: option({
    group: 'Replicas',
    flag: '--journal-interval <duration>',
    variable: 'SSE_JOURNAL_INTERVAL',
    description:
      'How often what changed in recoverable sessions is written to Redis. What is over within this time is never written.',
    default: '10ms',
    value: duration({ min: 1 }),
  }),
  maxJournalBytes: option({
    group: 'Replicas',
    flag: '--max-journal-bytes <size>',
    variable: 'SSE_MAX_JOURNAL_BYTES',
    description:
      'Most bytes of messages of one session that Redis keeps; of more, the newest ones, and only the ids of requests.',
    default: '1MiB',
    value: byteSize({ min: 1024 }),
  }),

  maxSessions: option({
    group: 'Limits',
    flag: '--max-sessions <number>',
    variable: 'SSE_MAX_SESSIONS',
    description: 'Most sessions at once.',
    default: '1000',
    value: wholeNumber(1, 10_000_000),
  }),
  sessionIdleMs: option({
    group: 'Limits',
    flag: '--session-idle <duration>',
    variable: 'SSE_SESSION_IDLE',
    description: 'A session without a stream, a request or a message of its client ends after this long; 0: never.',
    default: '30m',
    value: duration({ min: 0 }),
  }),
  disconnectGraceMs: option({
    group: 'Limits',
    flag: '--disconnect-grace <duration>',
    variable: 'SSE_DISCONNECT_GRACE',
    description:
      'An sse session whose stream broke ends after this long; what is under way may finish meanwhile. With --redis and --recovery replay it gives up its server process instead, and ends after --resume-window.',
    default: '5s',
    value: duration({ min: 0 }),
  }),
  requestTimeoutMs: option({
    group: 'Limits',
    flag: '--request-timeout <duration>',
    variable: 'SSE_REQUEST_TIMEOUT',
    description: 'A request without an answer is cancelled and answered with an error after this long; 0: never.',
    default: '10m',
    value: duration({ min: 0 }),
  }),
  maxPendingRequests: option({
    group: 'Limits',
    flag: '--max-pending-requests <number>',
    variable: 'SSE_MAX_PENDING_REQUESTS',
    description: 'Most unanswered requests of one session.',
    default: '1000',
    value: wholeNumber(1, 1_000_000),
  }),
  maxBodyBytes: option({
    group: 'Limits',
    flag: '--max-body-bytes <size>',
    variable: 'SSE_MAX_BODY_BYTES',
    description: 'Largest message from a client.',
    default: '16MiB',
    value: byteSize({ min: 1024 }),
  }),
  maxLineBytes: option({
    group: 'Limits',
    flag: '--max-line-bytes <size>',
    variable: 'SSE_MAX_LINE_BYTES',
    description: 'Largest message from a server process; a longer one ends that process.',
    default: '64MiB',
    value: byteSize({ min: 1024 }),
  }),
  cancelGraceMs: option({
    group: 'Limits',
    flag: '--cancel-grace <duration>',
    variable: 'SSE_CANCEL_GRACE',
    description:
      'How long a server may still answer what its client has cancelled, before the request is answered with an error.',
    default: '5s',
    value: duration({ min: 0 }),
  }),
  unreadTimeoutMs: option({
    group: 'Limits',
    flag: '--unread-timeout <duration>',
    variable: 'SSE_UNREAD_TIMEOUT',
    description: 'A client that reads nothing of what waits for it is cut off after this long; 0: never.',
    default: '60s',
    value: duration({ min: 0 }),
  }),
  maxHandshakeBytes: option({
    group: 'Limits',
    flag: '--max-handshake-bytes <size>',
    variable: 'SSE_MAX_HANDSHAKE_BYTES',
    description: 'Most bytes of one session that bring a fresh server process to its state: initialize, subscriptions.',
    default: '1MiB',
    value: byteSize({ min: 1024 }),
  }),
  maxQueuedBytes: option({
    group: 'Limits',
    flag: '--max-queued-bytes <size>',
    variable: 'SSE_MAX_QUEUED_BYTES',
    description: 'Most bytes of one session that its server process has not read yet.',
    default: '32MiB',
    value: byteSize({ min: 1024 }),
  }),
  maxOutboxMessages: option({
    group: 'Limits',
    flag: '--max-outbox-messages <number>',
    variable: 'SSE_MAX_OUTBOX_MESSAGES',
    description: 'Most messages kept for one client: those that wait for a stream, and those that it may have missed.',
    default: '1000',
    value: wholeNumber(1, 1_000_000),
  }),
  maxOutboxBytes: option({
    group: 'Limits',
    flag: '--max-outbox-bytes <size>',
    variable: 'SSE_MAX_OUTBOX_BYTES',
    description: 'Most bytes of messages kept for one client.',
    default: '4MiB',
    value: byteSize({ min: 1024 }),
  }),
  maxStderrBytes: option({
    group: 'Limits',
    flag: '--max-stderr-bytes <size>',
    variable: 'SSE_MAX_STDERR_BYTES',
    description: "How much of a server process's latest stderr is kept for error messages.",
    default: '4KiB',
    value: byteSize({ min: 0 }),
  }),

  keepAliveMs: option({
    group: 'Streams and health',
    flag: '--keep-alive <duration>',
    variable: 'SSE_KEEP_ALIVE',
    description: 'How often a quiet event stream gets a comment; 0: never.',
    default: '15s',
    value: duration({ min: 0 }),
  }),
  retryMs: option({
    group: 'Streams and health',
    flag: '--retry <duration>',
    variable: 'SSE_RETRY',
    description: 'How soon a client whose stream broke should come back; told on each stream.',
    default: '2s',
    value: duration({ min: 1 }),
  }),
  resumeWindowMs: option({
    group: 'Streams and health',
    flag: '--resume-window <duration>',
    variable: 'SSE_RESUME_WINDOW',
    description: 'How long messages that were sent are kept for a client that comes back with Last-Event-ID.',
    default: '2m',
    value: duration({ min: 1 }),
  }),
  pollAfterMs: option({
    group: 'Streams and health',
    flag: '--poll-after <duration>',
    variable: 'SSE_POLL_AFTER',
    description:
      'Closes a streamable stream after this long and lets its client come back for the rest (2025-11-25 clients only); for load balancers that cut long responses; 0: never.',
    default: '0',
    value: duration({ min: 0 }),
  }),
  streamAfterMs: option({
    group: 'Streams and health',
    flag: '--stream-after <duration>',
    variable: 'SSE_STREAM_AFTER',
    description:
      'A streamable answer that takes longer becomes an event stream; 0: only when another message precedes it.',
    default: '3s',
    value: duration({ min: 0 }),
  }),
  shutdownGraceMs: option({
    group: 'Streams and health',
    flag: '--shutdown-grace <duration>',
    variable: 'SSE_SHUTDOWN_GRACE',
    description: 'How long answers under way may take after SIGTERM.',
    default: '10s',
    value: duration({ min: 0 }),
  }),
  healthChecks: option({
    group: 'Streams and health',
    flag: '--health-checks <json>',
    variable: 'SSE_HEALTH_CHECKS',
    description:
      'Tools that tell in /health how services are doing: {"NAME": {"tool": "…", "arguments": {…}}}. Empty: those of the server of this package, or none for another command.',
    default: '',
    value: jsonText.pipe(healthChecks.optional()),
  }),
  healthCacheMs: option({
    group: 'Streams and health',
    flag: '--health-cache <duration>',
    variable: 'SSE_HEALTH_CACHE',
    description: 'How long the answer of those tools is good for.',
    default: '30s',
    value: duration({ min: 0 }),
  }),
  healthTimeoutMs: option({
    group: 'Streams and health',
    flag: '--health-timeout <duration>',
    variable: 'SSE_HEALTH_TIMEOUT',
    description: 'A check that takes longer counts as an error.',
    default: '10s',
    value: duration({ min: 1 }),
  }),
};

type Settings = { readonly [Name in keyof typeof bridgeOptions]: z.output<(typeof bridgeOptions)[Name]['value']> };

/** All that a bridge is told. */
export interface BridgeOptions extends Settings {
  /** The stdio server to run for each session, split into words. */
  readonly command: { readonly file: string; readonly args: readonly string[] };
  /** Told in `/health` and to servers that the bridge asks itself. */
  readonly version: string;
}

/** Every setting at its default. */
export function defaultSettings(): Settings {
  const defaults = Object.entries(bridgeOptions).map(([name, spec]) => [name, spec.value.parse(spec.default)] as const);
  return Object.fromEntries(defaults) as Settings;
}
