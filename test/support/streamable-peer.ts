import { exchange, type HttpAnswer, onEachEvent, readText } from './event-stream.ts';
import { Inbox } from './inbox.ts';
import { isResponseTo, type WirePeer } from './wire-peer.ts';

/** Speaks the `streamable` era: a POST for each line, whose answer is JSON or a stream of its own. */
export class StreamablePeer implements WirePeer {
  readonly #url: URL;
  readonly #inbox = new Inbox('the answers of POST');
  #session: Readonly<Record<string, string>> = {};

  constructor(bridgeUrl: string, path = '/mcp') {
    this.#url = new URL(path, bridgeUrl);
  }

  /** Undefined before `initialize` is answered. */
  get sessionId(): string | undefined {
    return this.#session['Mcp-Session-Id'];
  }

  async ask(line: string): Promise<string[]> {
    const answer = await this.#send('POST', line);
    if (answer.status !== 200) throw new Error(`POST ${this.#url.pathname}: ${await described(answer)}`);
    const id = answer.headers['mcp-session-id'];
    if (typeof id === 'string') this.#session = { 'Mcp-Session-Id': id };
    this.#take(answer);
    return this.until(isResponseTo(line));
  }

  async tell(line: string): Promise<void> {
    const answer = await this.#send('POST', line);
    if (answer.status !== 202) throw new Error(`POST ${this.#url.pathname}: ${await described(answer)}`);
    answer.body.resume();
  }

  /** Opens the stream for what belongs to no request. */
  async listen(): Promise<void> {
    const answer = await this.#send('GET');
    if (answer.status !== 200) throw new Error(`GET ${this.#url.pathname}: ${await described(answer)}`);
    this.#take(answer);
  }

  until(wanted: (line: string) => boolean): Promise<string[]> {
    return this.#inbox.until(wanted);
  }

  async close(): Promise<void> {
    const answer = await this.#send('DELETE');
    answer.body.resume();
  }

  #send(method: string, line?: string): Promise<HttpAnswer> {
    const headers = { Accept: 'application/json, text/event-stream', ...this.#session };
    return exchange(
      method,
      this.#url,
      line === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      line,
    );
  }

  #take({ headers, body }: HttpAnswer): void {
    if (headers['content-type']?.startsWith('text/event-stream')) {
      onEachEvent(body, ({ data }) => data !== '' && this.#inbox.push(data));
    } else {
      void readText(body).then((text) => this.#inbox.push(text));
    }
  }
}

async function described({ status, body }: HttpAnswer): Promise<string> {
  return `${status} ${await readText(body)}`;
}
