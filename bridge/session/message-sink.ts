/** One HTTP response that carries the messages of a stream. */
export interface StreamSink {
  /** Sends one message under its event id. False when its client reads slower than we write: hold back until `drained`. */
  write(message: Buffer, eventId: string): boolean;
  /** Resolves when the client has caught up, or has gone. */
  drained(): Promise<void>;
  /**
   * Ends it. False while its client has yet to read some of it. `retryMs`: how soon it should come back; undefined: as it was told
   * before. Milliseconds.
   */
  end(retryMs?: number): boolean;
  /** Ends it for a newer one. Where its client is behind it is cut off, and what that has not read yet is lost. */
  giveWay(): void;
}

/** A sink for one request: messages about it may come first, and its answer is the last. */
export interface AnswerSink {
  /** Whether its client is still there to get the answer. */
  readonly isAwaited: boolean;
  /** False where only the answer itself can be sent. */
  readonly takesMessages: boolean;
  /** The stream that carries it, so that its client can come back for it; undefined where none does. */
  readonly streamNumber: number | undefined;
  /** Sends one message. False when its client reads slower than we write: hold back until `drained`. */
  write(message: Buffer): boolean;
  /** Resolves when the client has caught up, or has gone. */
  drained(): Promise<void>;
  /**
   * Sends the answer and ends the sink; tells what `write` tells. `status` is the HTTP status where the answer is the whole
   * response, @default 200.
   */
  answer(message: Buffer, status?: number): boolean;
  /** Breaks it off without an answer: another replica has the session, and the answer. */
  abandon(): void;
}
