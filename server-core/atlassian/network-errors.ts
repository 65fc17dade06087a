/** The answer broke off. */
export class BrokenBodyError extends Error {}

/** The answer was larger than the limit. */
export class TooLargeError extends Error {}

/** A kept connection was closed by the other side before it took the request. */
export class StaleConnectionError extends Error {}

/** The proxy on the way let nothing through. */
export class ProxyError extends Error {}

/** A host that is not the site has an address of the own network. */
export class PrivateAddressError extends Error {}

/** No connection, or it broke; `place` is where it was to lead. */
export class NetworkError extends Error {
  readonly place: string;
  override readonly cause: Error;

  constructor(cause: Error, place: string) {
    super(cause.message);
    this.cause = cause;
    this.place = place;
  }

  /** Whether it may well work a moment later: not with a wrong name, a wrong certificate or a proxy that refuses. */
  get passing(): boolean {
    return this.cause instanceof StaleConnectionError || PASSING.has(codeOf(this.cause) ?? '');
  }

  /** Whether the certificate of the other side is not trusted. */
  get distrusted(): boolean {
    return /CERT|SELF_SIGNED|UNABLE_TO_/.test(codeOf(this.cause) ?? '');
  }
}

const PASSING = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Whether a failure is one of the network, and not of the program. */
export function isNetworkFailure(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof StaleConnectionError || error instanceof ProxyError || 'syscall' in error) return true;
  return /^(E[A-Z]+|ERR_TLS|ERR_SSL|ERR_SOCKET|CERT_|DEPTH_|SELF_|UNABLE_|HPE_|HOSTNAME_)/.test(codeOf(error) ?? '');
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
