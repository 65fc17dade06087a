import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A connection, and how many of its responses are not over yet. */
class Connection {
  responses = 0;
  readonly closed: () => void;

  constructor(responseClosed: (connection: Connection) => void) {
    this.closed = () => {
      this.responses -= 1;
      responseClosed(this);
    };
  }
}

/**
 * Counts the responses that are not over yet, by their connections. They are not collected in a set: a set that grows and
 * shrinks with each request leaves tables behind that keep old responses in memory.
 */
export class OpenResponses {
  readonly #bySocket = new Map<Socket, Connection>();
  #count = 0;
  #whenNone: (() => void) | undefined;
  #isClosing = false;

  /** To be called for each connection. */
  connected(socket: Socket): void {
    const connection = new Connection(({ responses }) => {
      this.#count -= 1;
      if (responses === 0 && this.#isClosing) socket.end();
      if (this.#count === 0) this.#whenNone?.();
    });
    this.#bySocket.set(socket, connection);
    socket.once('close', () => this.#bySocket.delete(socket));
  }

  add(socket: Socket, response: ServerResponse): void {
    const connection = this.#bySocket.get(socket);
    if (connection === undefined) return; // it is closed already
    this.#count += 1;
    connection.responses += 1;
    response.once('close', connection.closed);
  }

  /** Closes connections without responses, now and when their last one is over: who has them open finds another way. */
  closeIdle(): void {
    this.#isClosing = true;
    for (const [socket, { responses }] of this.#bySocket) if (responses === 0) socket.end();
  }

  /** Resolves when there is none. */
  async finished(): Promise<void> {
    if (this.#count === 0) return;
    await new Promise<void>((resolve) => {
      this.#whenNone = resolve;
    });
  }
}
