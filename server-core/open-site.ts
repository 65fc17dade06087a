/** A product's site, configured and kept between calls with its connections. */
export interface OpenSite<Site> {
  /** The site for one call: its requests are aborted by the call's signal. Rejects with a `ToolError`. */
  during(signal: AbortSignal): Promise<Site>;
  /** Ends the kept connections. */
  close(): void;
}
