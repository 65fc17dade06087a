import { once } from 'node:events';
import net from 'node:net';
import { readEvents } from './event-reader.mjs';
import { ResponseReader } from './response-reader.mjs';

/**
 * A keep-alive connection. `send(head, body, answer)` writes a request at once, behind those that are still unanswered.
 * The answer gets `onMessage(bytes)` for a JSON body or each event, and `onEnd(status, head)`; or `onError(error)`.
 */
export class HttpConnection {
  #socket;
  #answers = [];
  #status = 0;
  #head = '';
  #pieces = [];
  #readEvent;
  /** Nothing can be sent any more: many servers close a connection that rests for five seconds. */
  closed = false;

  static async open(url) {
    const { hostname, port } = new URL(url);
    const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new HttpConnection(socket);
  }

  constructor(socket) {
    this.#socket = socket;
    const reader = new ResponseReader(this);
    socket.on('data', (bytes) => reader.read(bytes));
    socket.on('error', () => {}); // `close` follows
    socket.on('end', () => {
      this.closed = true;
    });
    socket.on('close', () => {
      this.closed = true;
      for (const { onError } of this.#answers.splice(0)) onError?.(new Error('the connection broke'));
    });
  }

  send(head, body, answer) {
    if (this.closed) return answer.onError?.(new Error('the connection is closed'));
    this.#answers.push(answer);
    this.#socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`, 'latin1');
  }

  onHead(status, head) {
    this.#status = status;
    this.#head = head;
    const [answer] = this.#answers;
    this.#readEvent = head.includes('text/event-stream') ? readEvents((data) => answer.onMessage?.(data)) : undefined;
  }

  onBody(piece) {
    if (this.#readEvent === undefined) this.#pieces.push(piece);
    else this.#readEvent(piece);
  }

  onEnd() {
    const answer = this.#answers.shift();
    if (this.#pieces.length > 0) {
      const body = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
      this.#pieces = [];
      if (this.#status < 300) answer.onMessage?.(body);
      else answer.onError?.(new Error(`${this.#status}: ${body}`));
    }
    answer.onEnd?.(this.#status, this.#head);
  }

  close() {
    this.#answers.length = 0;
    this.#socket.destroy();
  }
}
