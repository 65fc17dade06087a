import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MessageId } from '../jsonrpc/envelope.ts';

/** A query of one parameter in which nothing is escaped. */
const PLAIN = /^\w+=[\w.-]*$/;

/** One HTTP request and its response. What carries messages works on these, below Koa: see `http/app.ts`. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The id to answer should there be an error, once the body has been read. */
  messageId: MessageId | undefined;
  /** The body, where it has been read already. */
  body: Buffer | undefined;
  /** Whether it may have been carried out already, in part or whole: who had it was lost before there was an answer. */
  isRetried = false;
  /** When it began, by `performance.now()`. */
  readonly sinceMs = performance.now();

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.response = response;
  }

  /** A request header, by its name in lower case; empty where there is none. */
  header(name: string): string {
    const value = this.request.headers[name];
    return typeof value === 'string' ? value : (value?.join(', ') ?? '');
  }

  /** A parameter of the query; empty where there is none, or more than one. */
  queryParameter(name: string): string {
    const { url = '' } = this.request;
    const query = url.slice(pathEnd(url) + 1);
    if (query.startsWith(`${name}=`) && PLAIN.test(query)) return query.slice(name.length + 1); // as ours all are
    const values = new URLSearchParams(query).getAll(name);
    return values.length === 1 ? (values[0] ?? '') : '';
  }
}

/** Answers an exchange, now or later. What it throws becomes the response. */
export type MessageHandler = (exchange: Exchange) => Promise<void> | undefined;

/** The path of a request's target, without its query. */
export function pathOf(request: IncomingMessage): string {
  const { url = '' } = request;
  return url.slice(0, pathEnd(url));
}

function pathEnd(url: string): number {
  const end = url.indexOf('?');
  return end === -1 ? url.length : end;
}
