import { type IncomingMessage, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { onEachLine } from './on-each-line.ts';

export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
  readonly retry: string | undefined;
}

/** Calls `take` with each event of a `text/event-stream` body. Comments are skipped. */
export function onEachEvent(body: IncomingMessage, take: (event: StreamEvent) => void): void {
  let fields: Record<string, string> = {};
  onEachLine(body, (line) => {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line.replace(/\r$/, '')) ?? [];
    if (name !== '') fields[name] = name === 'data' && 'data' in fields ? `${fields['data']}\n${value}` : value;
    else if (line.trim() === '' && Object.keys(fields).length > 0) {
      const { event = 'message', data = '', id, retry } = fields;
      fields = {};
      take({ event, data, id, retry });
    }
  });
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: IncomingMessage;
}

/** One HTTP request over a connection of its own, answered as soon as the headers are there. Aborted after the test. */
export function exchange(
  method: string,
  url: string | URL,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      incoming.on('error', () => {}); // an aborted stream: its reader sees the close
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: incoming });
    });
    outgoing.end(body);
    onTestFinished(() => void outgoing.destroy());
  });
}

export async function readText(body: IncomingMessage): Promise<string> {
  body.setEncoding('utf8');
  let text = '';
  for await (const chunk of body) text += chunk;
  return text;
}
