import { Agent } from 'node:http';
import { fetchResponse, readEvents, readText } from './http.mjs';

const JSON_BODY = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };
/** So often a client tries to open a session, or to get its stream back. */
const TRIES = 20;

let clients = 0;

/** What both eras have in common: requests with ids, and answers that go to the ledger. */
class Client {
  agent = new Agent({ keepAlive: true });
  isGone = false;
  /** Resolves when the client has a session that it may call. */
  ready = Promise.resolve();
  #lastId = 0;
  #open = new Set();

  constructor(url, ledger) {
    clients += 1;
    this.url = url;
    this.ledger = ledger;
    this.name = `client-${clients}`;
  }

  initializeLine() {
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: this.name, version: '1' } };
    return JSON.stringify({ jsonrpc: '2.0', id: 'initialize', method: 'initialize', params });
  }

  /** Calls a tool; resolves when the ledger knows what became of it. `cancel`: the client changes its mind at once. */
  async call(tool, given, { cancel = false, stallMs = 0, breakOff = false } = {}) {
    await this.ready;
    if (this.isGone) return; // it vanished while it waited for its session: it asks nothing any more
    this.#lastId += 1;
    const id = this.#lastId;
    const key = `${this.name}/${id}`;
    this.#open.add(key);
    const how = { cancel, stallMs, breakOff };
    const done = this.ledger.expect(key, { given, client: this.name, what: { era: this.era, tool, ...how } });
    const params = { name: tool, arguments: given, _meta: { progressToken: key } };
    const line = JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params });
    this.post(line, { key, stallMs, breakOff }).catch((error) => {
      if (this.isGone) this.ledger.abandon(key);
      else this.ledger.broke(key, error);
    });
    if (cancel) {
      await this.tell('notifications/cancelled', { requestId: id });
      this.ledger.abandon(key);
    }
    await done;
    this.#open.delete(key);
  }

  tell(method, params = {}) {
    return this.post(JSON.stringify({ jsonrpc: '2.0', method, params })).catch(() => {});
  }

  /** A message has come. */
  take(data) {
    if (data === undefined || data === '') return;
    const message = JSON.parse(data);
    if (message.method === undefined && typeof message.id === 'number') {
      this.ledger.answered(`${this.name}/${message.id}`, message);
    }
  }

  /** What is still unanswered cannot come any more. */
  abandonAll() {
    for (const key of this.#open) this.ledger.abandon(key);
  }

  /** Destroys all connections, in the middle of whatever they do. */
  vanish() {
    this.isGone = true;
    this.abandonAll();
    this.agent.destroy();
  }
}

export class StreamableClient extends Client {
  era = 'streamable';
  #session = {};

  async open() {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const response = await fetchResponse(this.agent, 'POST', `${this.url}/mcp`, JSON_BODY, this.initializeLine());
      const text = await readText(response);
      if (response.statusCode === 200 && response.headers['mcp-session-id'] !== undefined) {
        this.#session = { 'Mcp-Session-Id': response.headers['mcp-session-id'] };
        await this.tell('notifications/initialized');
        return;
      }
      this.ledger.refusedHandshake(this.name, codeIn(text));
    }
    throw new Error('no session');
  }

  async post(line, { key, stallMs = 0, breakOff = false } = {}) {
    const headers = { ...JSON_BODY, ...this.#session };
    const response = await fetchResponse(this.agent, 'POST', `${this.url}/mcp`, headers, line);
    if (stallMs > 0) await this.#stall(response, stallMs);
    const isStream = response.headers['content-type']?.startsWith('text/event-stream');
    if (isStream) return this.#readStream(response, key, breakOff);
    const text = await readText(response);
    if (response.statusCode >= 400 && key !== undefined) this.ledger.refused(key, codeIn(text));
    else if (text !== '') this.take(text);
  }

  async end() {
    const response = await fetchResponse(this.agent, 'DELETE', `${this.url}/mcp`, this.#session);
    response.resume();
    this.vanish();
  }

  #stall(response, ms) {
    response.pause();
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Comes back for the rest of a stream that broke. */
  async #readStream(first, key, breakOff) {
    let response = first;
    let lastId;
    let mayBreak = breakOff;
    for (let tries = 0; tries < TRIES && !this.isGone; tries += 1) {
      await readEvents(response, ({ id, data }) => {
        lastId = id ?? lastId;
        this.take(data);
        if (mayBreak && data !== '') response.destroy();
        mayBreak &&= data === '';
      });
      if (!this.ledger.isOpen(key)) return;
      const headers = { ...this.#session, Accept: 'text/event-stream', 'Last-Event-ID': lastId };
      response = await fetchResponse(this.agent, 'GET', `${this.url}/mcp`, headers);
      if (response.statusCode !== 200) {
        this.ledger.refused(key, codeIn(await readText(response)));
        return;
      }
    }
  }
}

export class SseClient extends Client {
  era = 'sse';
  #endpoint;
  #stream;
  #lastId;
  /** Whether the stream is one that worked: it is to be had back when it breaks. */
  #isConnected = false;
  /** Takes the answer to `initialize`, or undefined where the stream ended before. */
  #initialized = () => {};

  async open() {
    await this.#comeBack();
    if (this.#endpoint === undefined) throw new Error('no session');
  }

  async post(line, { key, stallMs = 0, breakOff = false } = {}) {
    const stream = this.#stream; // there may be another by the time that the call is accepted
    if (stallMs > 0) {
      stream.pause();
      setTimeout(() => stream.resume(), stallMs);
    }
    const response = await fetchResponse(this.agent, 'POST', this.url + this.#endpoint, JSON_BODY, line);
    const text = await readText(response);
    if (response.statusCode >= 400 && key !== undefined) this.ledger.refused(key, codeIn(text));
    if (breakOff) stream.destroy();
  }

  take(data) {
    super.take(data);
    const message = JSON.parse(data);
    if (message.id === 'initialize') this.#initialized(message);
  }

  async end() {
    this.vanish();
  }

  async #comeBack() {
    for (let tries = 0; tries < TRIES && !this.isGone; tries += 1) {
      const refusal = await this.#connect().catch(() => 'the stream ended');
      if (refusal === undefined) return;
      this.ledger.refusedHandshake(this.name, refusal);
    }
    this.abandonAll();
  }

  /** Opens the stream, in the old session where that is still there. Undefined, or the code of the refusal. */
  async #connect() {
    const resumes = this.#lastId !== undefined && { 'Last-Event-ID': this.#lastId };
    const headers = { Accept: 'text/event-stream', 'User-Agent': this.name, ...resumes };
    const response = await fetchResponse(this.agent, 'GET', `${this.url}/sse`, headers);
    if (response.statusCode !== 200) return codeIn(await readText(response));
    this.#stream = response;
    const before = this.#endpoint;
    const isOpen = new Promise((resolve) => {
      void readEvents(response, ({ event, data, id }) => {
        this.#lastId = id ?? this.#lastId;
        if (event !== 'endpoint') return this.take(data);
        this.#endpoint = data;
        resolve(true);
      }).then(() => {
        resolve(false);
        this.#initialized(undefined);
        if (this.#isConnected && !this.isGone) this.ready = this.#comeBack();
      });
    });
    this.#isConnected = false;
    if (!(await isOpen)) return 'the stream ended';
    if (before !== this.#endpoint) {
      this.abandonAll(); // the old session is over, and so is what it would have answered
      const refusal = await this.#initialize();
      if (refusal !== undefined) return refusal;
      if (response.closed) return 'the stream ended'; // meanwhile, and nobody saw to it
    }
    this.#isConnected = true;
    return undefined;
  }

  async #initialize() {
    const answer = new Promise((resolve) => {
      this.#initialized = resolve;
    });
    await this.post(this.initializeLine());
    const message = await answer;
    if (message === undefined || message.error !== undefined) {
      this.#stream.destroy();
      return message?.error.data.code ?? 'the stream ended';
    }
    await this.tell('notifications/initialized');
    return undefined;
  }
}

function codeIn(text) {
  try {
    return JSON.parse(text).error.data.code;
  } catch {
    return `no JSON-RPC error: ${text.slice(0, 100)}`;
  }
}
