import { exchange, onEachEvent, readText } from './event-stream.ts';
import { Inbox } from './inbox.ts';
import { isResponseTo, type WirePeer } from './wire-peer.ts';

/** Speaks the `sse` era: one stream for all that the server says, and a POST for each line of ours. */
export class SsePeer implements WirePeer {
  readonly #inbox: Inbox;
  readonly endpoint: URL;
  readonly #closeStream: () => void;

  private constructor(inbox: Inbox, endpoint: URL, closeStream: () => void) {
    this.#inbox = inbox;
    this.endpoint = endpoint;
    this.#closeStream = closeStream;
  }

  static async open(bridgeUrl: string, headers: Readonly<Record<string, string>> = {}): Promise<SsePeer> {
    const url = new URL('/sse', bridgeUrl);
    const { status, body } = await exchange('GET', url, { Accept: 'text/event-stream', ...headers });
    if (status !== 200) throw new Error(`GET /sse: ${status} ${await readText(body)}`);
    const inbox = new Inbox('the event stream');
    const endpoint = await new Promise<string>((resolve) => {
      onEachEvent(body, ({ event, data }) => (event === 'endpoint' ? resolve(data) : inbox.push(data)));
      body.once('close', () => inbox.close(new Error('The event stream was closed.')));
    });
    return new SsePeer(inbox, new URL(endpoint, url), () => void body.destroy());
  }

  async ask(line: string): Promise<string[]> {
    await this.tell(line);
    return this.until(isResponseTo(line));
  }

  async tell(line: string): Promise<void> {
    const { status, body } = await exchange('POST', this.endpoint, { 'Content-Type': 'application/json' }, line);
    const text = await readText(body);
    if (status !== 202) throw new Error(`POST ${this.endpoint.pathname}: ${status} ${text}`);
  }

  until(wanted: (line: string) => boolean): Promise<string[]> {
    return this.#inbox.until(wanted);
  }

  async close(): Promise<void> {
    this.#closeStream();
  }
}
