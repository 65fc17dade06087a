/** Where an era sends a session's messages: an open event stream, or the answer to one POST. */
export interface MessageSink {
  /** Sends one message. False when its client reads slower than we write: hold back until `drained`. */
  write(message: Buffer): boolean;
  /** Resolves when the client has caught up, or has gone. */
  drained(): Promise<void>;
  /** Ends it: the session is over, or a newer stream takes its place. */
  end(): void;
}

/** A sink for one request: messages about it may come first, and its answer is the last. */
export interface AnswerSink extends MessageSink {
  /** False where only the answer itself can be sent. */
  readonly takesMessages: boolean;
  /** Sends the answer and ends the sink. `status` is the HTTP status where the answer is the whole response. @default 200 */
  answer(message: Buffer, status?: number): void;
}
