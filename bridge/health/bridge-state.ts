/** What a bridge says of itself in `/health`. */
export interface BridgeState {
  readonly version: string;
  readonly uptimeSeconds: number;
  /** How this bridge works with others. */
  readonly replica: {
    /** Of this start of it: `<tag>-<random>`. */
    readonly id: string;
    /** `none`: it stands alone. */
    readonly redis: 'none' | 'up' | 'away';
    /** Other replicas that were alive when Redis was last asked. */
    readonly peers: readonly string[];
  };
  /** Open sessions by era. */
  readonly sessions: Readonly<Record<string, number>>;
  /** Errors told to clients, by their codes, since the start. */
  readonly errors: Readonly<Record<string, number>>;
  readonly children: {
    /** Serving a session. */
    readonly live: number;
    /** Started and untouched, for the sessions to come. */
    readonly warm: number;
    /** How many are to be warm, by the demand of late. */
    readonly warmTarget: number;
    /** Waiting for a turn to be started. */
    readonly starting: number;
    /** `open`: sessions are refused, since children die before they speak; `half-open`: one session tries. */
    readonly breaker: 'closed' | 'open' | 'half-open';
    /** Why the last child died that had not spoken yet; absent once one speaks. */
    readonly lastFailure: string | undefined;
  };
}
