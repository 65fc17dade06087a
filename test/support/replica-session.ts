import { exchange, type HttpAnswer, readText } from './event-stream.ts';
import { type ReplicaMessage, ReplicaStream } from './replica-stream.ts';
import { usual } from './streamable-session.ts';

interface ReplicaAnswer {
  readonly status: number;
  readonly headers: HttpAnswer['headers'];
  /** All that came in answer, the answer itself last. */
  readonly messages: readonly ReplicaMessage[];
}

/** A load balancer says so of a request that another replica got and did not answer. */
export const retried = { 'Mcp-Bridge-Retried': '1' };

/** A streamable session whose client says of each request which replica it goes to, as a round robin might. */
export class ReplicaSession {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;

  private constructor(id: string) {
    this.id = id;
    this.headers = { ...usual, 'Mcp-Session-Id': id };
  }

  static async open(url: string, capabilities: Record<string, unknown> = {}): Promise<ReplicaSession> {
    const clientInfo = { name: 'replica-session', version: '1' };
    const params = { protocolVersion: '2025-06-18', capabilities, clientInfo };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params });
    const { status, headers, body: answer } = await exchange('POST', `${url}/mcp`, usual, body);
    const text = await readText(answer);
    if (status !== 200) throw new Error(`initialize: ${status} ${text}`);
    const session = new ReplicaSession(String(headers['mcp-session-id']));
    await session.tell(url, 'notifications/initialized');
    await session.ask(url, 'list', 'tools/list');
    return session;
  }

  /** Calls a tool; resolves once the answer is there. */
  call(url: string, id: unknown, name: string, given: object = {}, more: Record<string, string> = {}) {
    return this.ask(url, id, 'tools/call', { name, arguments: given }, more);
  }

  async ask(url: string, id: unknown, method: string, params: object = {}, more: Record<string, string> = {}) {
    return answerOf(await this.send(url, { id, method, params }, more));
  }

  async tell(url: string, method: string, params: object = {}): Promise<void> {
    const { status, body } = await this.send(url, { method, params });
    const text = await readText(body);
    if (status !== 202) throw new Error(`${method}: ${status} ${text}`);
  }

  /** Sends any message; resolves when the answer begins. */
  send(url: string, message: object, more: Record<string, string> = {}): Promise<HttpAnswer> {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    return exchange('POST', `${url}/mcp`, { ...this.headers, ...more }, body);
  }

  /** Calls a tool that tells of its progress; resolves to the stream that its answer comes on. */
  async stream(url: string, id: unknown, name: string, given: object, more: Record<string, string> = {}) {
    const params = { name, arguments: given, _meta: { progressToken: id } };
    const { status, body } = await this.send(url, { id, method: 'tools/call', params }, more);
    if (status !== 200) throw new Error(`tools/call: ${status}`);
    return new ReplicaStream(body);
  }

  /** Goes on with a stream that broke. */
  async resume(url: string, lastEventId: string): Promise<ReplicaStream> {
    const { status, body } = await exchange('GET', `${url}/mcp`, { ...this.headers, 'Last-Event-ID': lastEventId });
    if (status !== 200) throw new Error(`GET /mcp: ${status}`);
    return new ReplicaStream(body);
  }
}

async function answerOf({ status, headers, body }: HttpAnswer): Promise<ReplicaAnswer> {
  const text = await readText(body);
  const isStream = headers['content-type']?.startsWith('text/event-stream') ?? false;
  const lines = isStream
    ? text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []))
    : [text];
  return { status, headers, messages: lines.filter((line) => line !== '').map((line) => JSON.parse(line)) };
}
