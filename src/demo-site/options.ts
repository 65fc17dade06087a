/** Limits of the demo site's own 429 answers; lower them to see how a client behaves. */
export interface RateLimits {
  /** Requests one user may send within a second; `0` means any number. @default 2_000 */
  readonly burstPerSecond?: number;
  /** Writes that one issue takes within two seconds, as Jira Cloud counts them; `0` means any number. @default 20 */
  readonly issueWritesPerTwoSeconds?: number;
}

export interface DemoSiteOptions {
  /** Port on 127.0.0.1; `0` takes any free one. @default 0 */
  readonly port?: number;
  readonly rateLimits?: RateLimits;
  /** Largest request body that is read; a larger one gets 413, as on a Confluence site. @default 5_242_880 */
  readonly maxBodyBytes?: number;
}

const defaults = {
  port: 0,
  maxBodyBytes: 5 * 1024 * 1024,
  rateLimits: { burstPerSecond: 2_000, issueWritesPerTwoSeconds: 20 },
};

export type ResolvedOptions = typeof defaults;

export function resolveOptions(options: DemoSiteOptions): ResolvedOptions {
  return { ...defaults, ...options, rateLimits: { ...defaults.rateLimits, ...options.rateLimits } };
}
