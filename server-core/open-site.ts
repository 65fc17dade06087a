/** A product's site, configured and kept between calls with its connections. */
export interface OpenSite<Site> {
  /** The site for one call: its requests are aborted by the call's signal. */
  during(signal: AbortSignal): Site;
  /** Ends the kept connections. */
  close(): void;
}
