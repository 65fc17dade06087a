import type { CallContext } from '../call-context.ts';
import type { Log } from '../log.ts';
import { type Extra, progressOf } from '../progress.ts';
import { ProtocolError, toProtocolError } from '../protocol-error.ts';
import type { Secrets } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { shortened } from '../shortened.ts';
import type { Sites } from '../sites.ts';

/** What all handlers of requests share: what they work with, and how errors and secrets are kept in. */
export class Answering {
  readonly settings: Settings;
  readonly #sites: Sites;
  readonly #secrets: Secrets;
  readonly #log: Log;

  constructor(parts: {
    readonly settings: Settings;
    readonly sites: Sites;
    readonly secrets: Secrets;
    readonly log: Log;
  }) {
    this.settings = parts.settings;
    this.#sites = parts.sites;
    this.#secrets = parts.secrets;
    this.#log = parts.log;
  }

  contextOf(extra: Extra): CallContext {
    return { ...this.contextUntil(extra.signal), progress: progressOf(extra) };
  }

  /** For work that no request waits for. */
  contextUntil(signal: AbortSignal): CallContext {
    return {
      jira: () => this.#sites.jira(signal),
      confluence: () => this.#sites.confluence(signal),
      settings: this.settings,
      progress: () => {},
      signal,
      log: this.#log,
    };
  }

  /** Whatever leaves through here, result or error, has no credential in it. */
  async guarded<Result>(answer: () => Promise<Result>, extra?: { readonly uri: string }): Promise<Result> {
    try {
      return this.#secrets.hideIn(await answer());
    } catch (error) {
      const shown = toProtocolError(error, extra);
      if (shown.data['code'] === 'INTERNAL') this.#log.error({ err: error }, 'request failed unexpectedly');
      throw Object.assign(shown, {
        message: this.#secrets.hide(shown.message),
        data: this.#secrets.hideIn(shown.data),
      });
    }
  }
}

/** For a name that is none of a list. */
export function unknown(kind: string, name: string, list: string): ProtocolError {
  return new ProtocolError(
    'invalidParams',
    `There is no ${kind} named ${shortened(name, 100)}; ${list} names them all.`,
    {
      code: `UNKNOWN_${kind.toUpperCase()}`,
    },
  );
}
