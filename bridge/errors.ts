import { AppError } from '../src/base/errors.ts';
import { type ChildExit, describeExit } from './child/child-exit.ts';
import { errorCodes } from './jsonrpc/error-codes.ts';

/** An error that a client may see, as an HTTP status with a JSON-RPC error body or as a JSON-RPC answer. */
export abstract class BridgeError extends AppError {
  /** The HTTP status, where the error is the whole response. */
  abstract readonly status: number;
  /** The number in the JSON-RPC error. */
  readonly jsonRpcCode: number = errorCodes.bridgeError;
  /** Sent as `Retry-After`: the same request may work then. Seconds. */
  readonly retryAfterSeconds: number | undefined = undefined;
  /** More for `error.data`, beside the code. */
  readonly details: Readonly<Record<string, unknown>> = {};
}

export class SessionRequiredError extends BridgeError {
  readonly code = 'SESSION_REQUIRED';
  readonly status = 400;

  constructor(where: 'Mcp-Session-Id header' | 'sessionId parameter') {
    super(`This request needs a ${where}. Open a session first and repeat the id that it was given.`);
  }
}

/** The text is the same for an id that ended, one that never was, and one that is another's: an answer must not tell. */
export class SessionNotFoundError extends BridgeError {
  readonly code = 'SESSION_NOT_FOUND';
  readonly status = 404;
  override readonly jsonRpcCode = errorCodes.sessionNotFound;

  constructor() {
    super('Session not found: it has ended or never existed. Send initialize to start a new one.');
  }
}

export class SessionsExhaustedError extends BridgeError {
  readonly code = 'SESSIONS_EXHAUSTED';
  readonly status = 503;
  override readonly retryAfterSeconds = 5;

  constructor(maxSessions: number) {
    super(`All ${maxSessions} sessions are in use. Try again later, or raise --max-sessions.`);
  }
}

export class ChildrenExhaustedError extends BridgeError {
  readonly code = 'CHILDREN_EXHAUSTED';
  readonly status = 503;
  override readonly retryAfterSeconds = 5;

  constructor(maxChildren: number) {
    super(`All ${maxChildren} server processes are in use. Try again later, or raise --max-children.`);
  }
}

export class StartQueueTimeoutError extends BridgeError {
  readonly code = 'START_QUEUE_TIMEOUT';
  readonly status = 503;
  override readonly retryAfterSeconds = 5;

  constructor(startTimeoutMs: number) {
    super(
      `Waited ${startTimeoutMs} ms for a turn to start a server process. Try again later, or raise --start-timeout or --start-concurrency.`,
    );
  }
}

export class ShuttingDownError extends BridgeError {
  readonly code = 'SHUTTING_DOWN';
  readonly status = 503;
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('This bridge is shutting down and takes no new sessions. Try again in a moment.');
  }
}

export class ChildStartError extends BridgeError {
  readonly code = 'CHILD_START_FAILED';
  readonly status = 502;
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(command: string, exit: ChildExit) {
    super(`The server command "${command}" ${describeExit(exit)}. Check the words after "--", the PATH and --cwd.`);
    this.details = { reason: exit.startFailure };
  }
}

/** The session ended with its child. */
export class ChildExitedError extends BridgeError {
  readonly code = 'CHILD_EXITED';
  readonly status = 502;
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(command: string, exit: ChildExit) {
    super(
      `The server process "${command}" ${describeExit(exit)} before it answered; whether the request took effect is unknown. Send initialize to start a new session.`,
    );
    this.details = detailsOf(
      exit,
      'The session is over. Look whether the request took effect, and start a new session.',
    );
  }
}

/** The session goes on with another child, but this request may not be sent again. */
export class OutcomeUnknownError extends BridgeError {
  readonly code = 'OUTCOME_UNKNOWN';
  readonly status = 502;
  override readonly details: Readonly<Record<string, unknown>>;

  /** `whoFailed` as in `The server process "x" exited with code 1`; `exit` where it was a process of this replica. */
  constructor(whoFailed: string, exit?: ChildExit) {
    super(`${whoFailed} before it answered; whether the request took effect is unknown. The session goes on.`);
    const advice = 'Look whether the request took effect before you send it again, in this session.';
    this.details = exit === undefined ? { advice } : detailsOf(exit, advice);
  }
}

function detailsOf({ exitCode, signal, stderr }: ChildExit, advice: string): Readonly<Record<string, unknown>> {
  return { exitCode, signal, stderr, advice };
}

/** A child ended, or was too slow, while it was brought to the state of its session's last one. */
export class ChildLostError extends BridgeError {
  readonly code = 'CHILD_LOST';
  readonly status = 503;
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('The server process of this session ended, and another could not take its place. Send the request again.');
  }
}

/** The session's next child does not accept what its client had sent to the first one. */
export class HandshakeRefusedError extends BridgeError {
  readonly code = 'HANDSHAKE_REFUSED';
  readonly status = 404;
  override readonly jsonRpcCode = errorCodes.sessionNotFound;

  constructor() {
    super(
      'The server did not accept the initialize of this session a second time. Send initialize to start a new one.',
    );
  }
}

export class HandshakeTooLargeError extends BridgeError {
  readonly code = 'HANDSHAKE_TOO_LARGE';
  readonly status = 413;

  constructor(maxHandshakeBytes: number) {
    super(
      `With this request the session would need more than ${maxHandshakeBytes} bytes of state: initialize and subscriptions. Unsubscribe from something, or raise --max-handshake-bytes.`,
    );
  }
}

/** The client was away when the answer came, and there was no room to keep it. */
export class AnswerNotKeptError extends BridgeError {
  readonly code = 'ANSWER_NOT_KEPT';
  readonly status = 503;

  constructor(bytes: number) {
    super(
      `The answer of ${bytes} bytes did not reach its client, which was away, and there was no room to keep it. Ask again, or raise --max-outbox-bytes.`,
    );
  }
}

/** For a `Last-Event-ID` of a stream that was over too long ago, or never was. */
export class StreamNotKeptError extends BridgeError {
  readonly code = 'STREAM_NOT_KEPT';
  readonly status = 400;

  constructor() {
    super(
      'The stream of this Last-Event-ID is over, and what it sent is no longer kept. Open a stream without Last-Event-ID, or raise --resume-window or --max-outbox-bytes.',
    );
  }
}

/** Children die before they say a word, one after another: trying each time would help nobody. */
export class ServerFailingError extends BridgeError {
  readonly code = 'SERVER_FAILING';
  readonly status = 503;
  override readonly retryAfterSeconds: number;
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(command: string, exit: ChildExit, retryAfterMs: number) {
    super(
      `The server command "${command}" fails again and again; the last process ${describeExit(exit)} before it said anything. Try again later.`,
    );
    this.retryAfterSeconds = Math.max(Math.ceil(retryAfterMs / 1000), 1);
    const advice = 'Mend what its last words (stderr) name. Another start is tried once Retry-After has passed.';
    this.details = { ...detailsOf(exit, advice), reason: exit.startFailure };
  }
}

export class RequestTimeoutError extends BridgeError {
  readonly code = 'REQUEST_TIMEOUT';
  readonly status = 504;

  constructor(requestTimeoutMs: number) {
    super(
      `The server did not answer within ${requestTimeoutMs} ms and was told to cancel; whether the request took effect is unknown. Ask for less, or raise --request-timeout.`,
    );
  }
}

/** P-ANSWER holds for these too: a client may ignore the answer, but a response that stays open helps nobody. */
export class RequestCancelledError extends BridgeError {
  readonly code = 'REQUEST_CANCELLED';
  readonly status = 504;

  constructor() {
    super(
      'The client cancelled this request, and the server has not answered it since; whether it took effect is unknown.',
    );
  }
}

export class SessionEndedError extends BridgeError {
  readonly code = 'SESSION_ENDED';
  readonly status = 404;
  override readonly jsonRpcCode = errorCodes.sessionNotFound;

  constructor() {
    super('The session ended before the server answered; whether the request took effect is unknown.');
  }
}

/** The store that replicas share cannot be reached, and this request needs it. */
export class DirectoryAwayError extends BridgeError {
  readonly code = 'DIRECTORY_AWAY';
  readonly status = 503;
  override readonly retryAfterSeconds = 2;

  constructor() {
    super(
      'This session is on another replica, and Redis, which knows on which, cannot be reached. Try again in a moment.',
    );
  }
}

/** Never shown to clients: whoever sees it sends the request after the session. */
export class SessionMovedError extends BridgeError {
  readonly code = 'SESSION_MOVED';
  readonly status = 503;
  override readonly retryAfterSeconds = 1;

  constructor() {
    super('This session is on its way to another replica. Send the request again.');
  }
}

export class OwnerUnreachableError extends BridgeError {
  readonly code = 'OWNER_UNREACHABLE';
  readonly status = 503;
  override readonly retryAfterSeconds = 2;

  constructor() {
    super(
      'The replica that has this session lives, but does not answer this one. Try again in a moment; if it stays so, see --advertise-url.',
    );
  }
}

/** For what only replicas send each other. */
export class ForwardRefusedError extends BridgeError {
  readonly code = 'FORWARD_REFUSED';
  readonly status = 403;

  constructor(why: string) {
    super(`This request says that a replica forwarded it, but ${why}. It was not carried out.`);
  }
}

/** For replicas: who forwarded this has to look again for the owner. */
export class NotOwnerError extends BridgeError {
  readonly code = 'NOT_OWNER';
  readonly status = 421;

  constructor() {
    super('This replica does not have the session of the forwarded request.');
  }
}

export class DuplicateRequestIdError extends BridgeError {
  readonly code = 'DUPLICATE_REQUEST_ID';
  readonly status = 409;

  constructor() {
    super('A request with this id is still unanswered in this session. Give each request an id of its own.');
  }
}

export class PendingRequestsExhaustedError extends BridgeError {
  readonly code = 'PENDING_REQUESTS_EXHAUSTED';
  readonly status = 429;
  override readonly retryAfterSeconds = 1;

  constructor(maxPendingRequests: number) {
    super(
      `This session already waits for ${maxPendingRequests} answers. Wait for some of them, or raise --max-pending-requests.`,
    );
  }
}

export class ChildBusyError extends BridgeError {
  readonly code = 'CHILD_BUSY';
  readonly status = 503;
  override readonly retryAfterSeconds = 1;

  constructor(maxQueuedBytes: number) {
    super(
      `The server process has ${maxQueuedBytes} bytes of this session still to read. Send more slowly, or raise --max-queued-bytes.`,
    );
  }
}

export class BodyTooLargeError extends BridgeError {
  readonly code = 'BODY_TOO_LARGE';
  readonly status = 413;

  constructor(maxBodyBytes: number) {
    super(`The request body is over ${maxBodyBytes} bytes. Send less, or raise --max-body-bytes.`);
  }
}

export class BatchTooLargeError extends BridgeError {
  readonly code = 'BATCH_TOO_LARGE';
  readonly status = 413;

  constructor(maxPendingRequests: number) {
    super(`The batch holds more than ${maxPendingRequests} messages. Send fewer, or raise --max-pending-requests.`);
  }
}

export class UnsupportedMediaTypeError extends BridgeError {
  readonly code = 'UNSUPPORTED_MEDIA_TYPE';
  readonly status = 415;

  constructor() {
    super('The body must be plain JSON: Content-Type application/json, in UTF-8, without Content-Encoding.');
  }
}

export class NotAcceptableError extends BridgeError {
  readonly code = 'NOT_ACCEPTABLE';
  readonly status = 406;

  constructor(needed: string) {
    super(`The Accept header leaves no way to answer: it must allow ${needed}.`);
  }
}

export class UnsupportedProtocolVersionError extends BridgeError {
  readonly code = 'UNSUPPORTED_PROTOCOL_VERSION';
  readonly status = 400;

  constructor(supported: readonly string[]) {
    super(
      `The MCP-Protocol-Version header names a version that is not spoken here. Supported: ${supported.join(', ')}.`,
    );
  }
}

export class ForbiddenHostError extends BridgeError {
  readonly code = 'FORBIDDEN_HOST';
  readonly status = 403;

  constructor() {
    super('The Host header names a host that this bridge does not serve. Add it with --allowed-hosts if it should.');
  }
}

export class ForbiddenOriginError extends BridgeError {
  readonly code = 'FORBIDDEN_ORIGIN';
  readonly status = 403;

  constructor() {
    super('Pages of this Origin may not use this bridge. Add it with --allowed-origins if they should.');
  }
}

export class NotFoundError extends BridgeError {
  readonly code = 'NOT_FOUND';
  readonly status = 404;

  constructor(endpoints: readonly string[]) {
    super(`There is nothing here. This bridge serves ${endpoints.join(', ')}.`);
  }
}

export class MethodNotAllowedError extends BridgeError {
  readonly code = 'METHOD_NOT_ALLOWED';
  readonly status = 405;
  readonly allow: readonly string[];

  constructor(allow: readonly string[], why: string) {
    super(`${why} Allowed: ${allow.join(', ')}.`);
    this.allow = allow;
  }
}

/** The bridge did not start. No client ever sees it. */
export class AuthRequiredError extends AppError {
  readonly code = 'AUTH_REQUIRED';

  constructor(host: string) {
    super(
      `Listening on ${host} lets other machines in, and nothing is said of who may connect. Listen on a loopback address (--host 127.0.0.1), or say --auth none if whoever reaches the port may use it.`,
    );
  }
}

/** The bridge did not start. No client ever sees it. */
export class ClusterSecretRequiredError extends AppError {
  readonly code = 'CLUSTER_SECRET_REQUIRED';

  constructor() {
    super(
      'Replicas that share a Redis sign what they send each other: give all of them the same --cluster-secret (SSE_CLUSTER_SECRET), as by: openssl rand -hex 32',
    );
  }
}

/** The bridge did not start. No client ever sees it. */
export class ClusterSecretDiffersError extends AppError {
  readonly code = 'CLUSTER_SECRET_DIFFERS';

  constructor(prefix: string) {
    super(
      `The replicas with --redis-prefix ${prefix} in this Redis have another --cluster-secret. Give this one the same, or a prefix of its own.`,
    );
  }
}

/** The bridge did not start. No client ever sees it. */
export class ReplicaTagTakenError extends AppError {
  readonly code = 'REPLICA_TAG_TAKEN';

  constructor(tag: string, url: string) {
    super(
      `Another replica, at ${url}, has the tag ${tag} and is alive. Give each replica a --replica-tag of its own, or end that one first.`,
    );
  }
}

/** The bridge did not start. No client ever sees it. */
export class ChildLimitsError extends AppError {
  readonly code = 'CHILD_LIMITS_REFUSED';

  constructor(reason: string) {
    super(
      `The system does not let server processes be limited as --child-memory and --child-open-files say: ${reason}.`,
    );
  }
}

/** The bridge did not start. No client ever sees it. */
export class ListenError extends AppError {
  readonly code = 'LISTEN_FAILED';

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    super(`Cannot listen on ${host} port ${port}: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'EADDRINUSE') return 'another program has it. End that program, or choose another with --port.';
  if (code === 'EACCES') return 'this user may not use it. Choose a port of 1024 or above with --port.';
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'this machine has no such address. See --host.';
  return `${message}.`;
}
