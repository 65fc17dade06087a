import type { ServerResponse } from 'node:http';
import { EventStream } from '../../http/event-stream.ts';
import type { AnswerSink } from '../../session/message-sink.ts';
import type { PostAnswerOptions } from './post-answer.ts';

/**
 * The response to a posted batch: an event stream with each answer as it comes, or, for a client that accepts none, one
 * JSON array when the last has come (MCP 2025-03-26, Transports). It serves all requests of the batch.
 */
export class BatchAnswer implements AnswerSink {
  readonly #response: ServerResponse;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #stream: EventStream | undefined;
  readonly #answers: Buffer[] = [];
  #unanswered: number;

  constructor(response: ServerResponse, options: PostAnswerOptions, requests: number) {
    this.#response = response;
    this.#headers = options.headers;
    this.#unanswered = requests;
    this.#stream = options.accepts.stream ? new EventStream(response, options) : undefined;
  }

  get takesMessages(): boolean {
    return this.#stream !== undefined && !this.#response.writableEnded && !this.#response.destroyed;
  }

  write(message: Buffer): boolean {
    return this.#stream?.write(message) ?? true;
  }

  async drained(): Promise<void> {
    await this.#stream?.drained();
  }

  answer(message: Buffer): void {
    this.#unanswered -= 1;
    if (this.#stream !== undefined) this.#stream.write(message);
    else this.#answers.push(message);
    if (this.#unanswered === 0) this.#finish();
  }

  end(): void {
    this.#response.end();
  }

  #finish(): void {
    if (this.#stream !== undefined) {
      this.#stream.end();
      return;
    }
    if (this.#response.destroyed) return; // the client did not wait for it
    this.#response.writeHead(200, { ...this.#headers, 'Content-Type': 'application/json' });
    this.#response.end(`[${this.#answers.join(',')}]`);
  }
}
