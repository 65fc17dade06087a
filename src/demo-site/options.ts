/** Atlassian's own hosting, or a customer's own installation of Jira and Confluence. */
export type Deployment = 'cloud' | 'data-center';

/** Limits of the demo site's own 429 answers; lower them to see how a client behaves. */
export interface RateLimits {
  /**
   * Requests one user may send within a second, to one endpoint with one method, or on Data Center to one product;
   * `0` means any number. @default 2_000
   */
  readonly burstPerSecond?: number;
  /** Writes that one issue takes within two seconds, as Jira Cloud counts them; `0` means any number. @default 20 */
  readonly issueWritesPerTwoSeconds?: number;
  /** The same within thirty seconds. @default 100 */
  readonly issueWritesPerThirtySeconds?: number;
  /**
   * Points that all calls to one product of a cloud site may cost within an hour of the clock, as apps have them on Jira
   * Cloud; `0` means any number. @default 0
   */
  readonly pointsPerHour?: number;
}

/** A call of the site, as it came and as it was answered. */
export interface SiteCall {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  /** The path as the route spells it: `/rest/api/3/issue/:issueIdOrKey`. */
  readonly endpoint: string;
  readonly contentType: string | undefined;
  /** Parsed; `undefined` for none, and for a form. */
  readonly body: unknown;
  readonly isForm: boolean;
  readonly status: number;
  /** What is answered, before it is written as JSON. */
  readonly answer: unknown;
}

export interface DemoSiteOptions {
  /** @default 'cloud' */
  readonly deployment?: Deployment;
  /** Port on 127.0.0.1; `0` takes any free one. @default 0 */
  readonly port?: number;
  readonly rateLimits?: RateLimits;
  /** Told of every call that found its route and its user. @default nobody is told */
  readonly onCall?: (call: SiteCall) => void;
  /** Largest request body that is read; a larger one gets 413, as on a Confluence site. @default 5_242_880 */
  readonly maxBodyBytes?: number;
  /** Largest upload (`multipart/form-data`) that is read; a larger one gets 413. @default 10_485_760 */
  readonly maxUploadBytes?: number;
}

export interface ResolvedOptions extends Required<DemoSiteOptions> {
  readonly rateLimits: Required<RateLimits>;
}

const defaults: ResolvedOptions = {
  deployment: 'cloud',
  port: 0,
  maxBodyBytes: 5 * 1024 * 1024,
  maxUploadBytes: 10 * 1024 * 1024,
  onCall: () => {},
  rateLimits: {
    burstPerSecond: 2_000,
    issueWritesPerTwoSeconds: 20,
    issueWritesPerThirtySeconds: 100,
    pointsPerHour: 0,
  },
};

export function resolveOptions(options: DemoSiteOptions): ResolvedOptions {
  return { ...defaults, ...options, rateLimits: { ...defaults.rateLimits, ...options.rateLimits } };
}
