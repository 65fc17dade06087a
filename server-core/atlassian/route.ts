import type { Agent } from 'node:http';
import type { SecureContext } from 'node:tls';

/** How one request gets to its host. */
export interface Route {
  readonly agent: Agent;
  readonly tls: TlsOptions;
  /** The proxy that is on the way. */
  readonly proxy?: URL | undefined;
  /** Whether that proxy reads the request itself, as with http://, or is only a tunnel, as with https://. */
  readonly forwarded: boolean;
}

export interface TlsOptions {
  readonly rejectUnauthorized?: boolean;
  readonly secureContext?: SecureContext;
}
