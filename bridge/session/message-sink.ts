/** Where an era sends a session's messages: an open event stream, or the answer to one POST. */
export interface MessageSink {
  /** Sends one message. False when its client reads slower than we write: hold back until `drained`. */
  write(message: Buffer): boolean;
  /** Resolves when the client has caught up, or has gone. */
  drained(): Promise<void>;
}

/** A sink for all that a session says. */
export interface StreamSink extends MessageSink {
  /** Ends it: the session is over. What was sent may still be read. */
  end(): void;
  /** Ends it for a newer one. Where its client is behind it is cut off, and what that has not read yet is lost. */
  giveWay(): void;
}

/** A sink for one request: messages about it may come first, and its answer is the last. */
export interface AnswerSink extends MessageSink {
  /** Whether nobody waits for it any more: the answer was sent, or its client has gone. */
  readonly isOver: boolean;
  /** False where only the answer itself can be sent. */
  readonly takesMessages: boolean;
  /**
   * Sends the answer and ends the sink; tells what `write` tells. `status` is the HTTP status where the answer is the whole
   * response, @default 200.
   */
  answer(message: Buffer, status?: number): boolean;
}
