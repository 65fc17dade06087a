/** What a bridge says of itself in `/health`. */
export interface BridgeState {
  readonly version: string;
  readonly uptimeSeconds: number;
  /** Open sessions by era. */
  readonly sessions: Readonly<Record<string, number>>;
  readonly children: {
    /** Serving a session. */
    readonly live: number;
    /** Started and untouched, for the sessions to come. */
    readonly warm: number;
    readonly starting: number;
    /** Why the last child died that no session had used; absent once one has answered. */
    readonly lastFailure: string | undefined;
  };
}
