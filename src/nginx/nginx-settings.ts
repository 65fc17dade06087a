/** What a printed nginx.conf depends on. Texts are as nginx writes them: `40s`, `16m`. */
export interface NginxSettings {
  /** Where each replica listens, `host:port`. */
  readonly replicas: readonly string[];
  /** The `--replica-tag` of each, in the same order. */
  readonly tags: readonly string[];
  /** Whether a request is sent to the replica whose tag its session id has; if not, to each in turn. */
  readonly affinity: boolean;
  /** A port, or `address:port`. */
  readonly listen: string;
  /** `_`: any. */
  readonly serverNames: readonly string[];
  /** Empty, or a path like `/bridge`. */
  readonly pathPrefix: string;
  /** A replica that says nothing for so long counts as lost. */
  readonly readTimeout: string;
  readonly maxBodyBytes: string;
  /** Most requests and streams of one address at once; 0: any number. */
  readonly connectionsPerClient: number;
  /** Without a slash at the end. */
  readonly logDir: string;
  /** Undefined: plain HTTP. */
  readonly tls: { readonly certificate: string; readonly key: string } | undefined;
}
