import type { Logger } from 'pino';
import type { Child } from '../child/child.ts';
import type { ChildExit } from '../child/child-exit.ts';
import type { LineTooLongError } from '../child/line-too-long-error.ts';
import { ChildLostError } from '../errors.ts';
import type { Envelope, ResponseEnvelope } from '../jsonrpc/envelope.ts';
import { readLine } from '../jsonrpc/read-line.ts';
import type { Source } from './delivery.ts';
import type { HandshakeStep } from './handshake.ts';

export interface ConnectionListener {
  message(envelope: Envelope): void;
  /** The child ended by itself. The connection has none now. */
  lost(exit: ChildExit): void;
  /** The child printed more than may be in one line, and is being closed. The connection has none now. */
  lineTooLong(error: LineTooLongError): void;
}

/**
 * A session's line to its child, over as many children as the session takes: lines become messages, and what is written
 * while there is no child, or while it is brought to the state of the last one, waits for `open`.
 */
export class ChildConnection implements Source {
  readonly #listener: ConnectionListener;
  readonly #log: Logger;
  #child: Child | undefined;
  #isOpen = false;
  #isHeld = false;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #question: { readonly idKey: string; answer(response: ResponseEnvelope): void; fail(error: Error): void } | undefined;

  constructor(listener: ConnectionListener, log: Logger) {
    this.#listener = listener;
    this.#log = log;
  }

  get hasChild(): boolean {
    return this.#child !== undefined;
  }

  /** Bytes handed over that no child has read yet. */
  get queuedBytes(): number {
    return this.#waitingBytes + (this.#child?.stdin.queuedBytes ?? 0);
  }

  /** Takes a child that nobody has used. Only `tell` and `ask` reach it before `open`. */
  attach(child: Child): void {
    this.#child = child;
    if (this.#isHeld) child.stdout.pause();
    child.listen({
      line: (bytes) => {
        if (this.#child === child) this.#read(bytes);
      },
      lineTooLong: (error) => {
        if (this.#child === child) this.#lineTooLong(error);
      },
      exit: (exit) => {
        if (this.#child === child) this.#lost(exit);
      },
    });
  }

  /** Lets messages through, those that wait first. */
  open(): void {
    this.#isOpen = true;
    const waiting = this.#waiting;
    this.#forgetWaiting();
    for (const message of waiting) this.#child?.stdin.write(message);
  }

  /** Holds messages back until `open`. */
  shut(): void {
    this.#isOpen = false;
  }

  /** False when the child reads slower than we write; see `drained`. */
  write(message: Buffer): boolean {
    if (this.#isOpen && this.#child !== undefined) return this.#child.stdin.write(message);
    this.#waiting.push(message);
    this.#waitingBytes += message.length;
    return true;
  }

  /** Resolves when the child has read what was queued, or has gone. */
  async drained(): Promise<void> {
    await this.#child?.stdin.drained();
  }

  /** Sends a message past those that wait. */
  tell(message: Buffer): void {
    this.#child?.stdin.write(message);
  }

  /** Sends a request past those that wait, one at a time. Rejects with `ChildLostError` where the child ends before it answers. */
  ask({ bytes, idKey }: HandshakeStep & { readonly idKey: string }): Promise<ResponseEnvelope> {
    return new Promise((answer, fail) => {
      if (this.#child === undefined) return fail(new ChildLostError());
      this.#question = { idKey, answer, fail };
      this.#child.stdin.write(bytes);
    });
  }

  /** Lets the child go, and what waits for it. Does nothing where there is none. */
  release(): void {
    const child = this.#child;
    this.#detach();
    this.#forgetWaiting();
    void child?.close();
  }

  pause(): void {
    this.#isHeld = true;
    this.#child?.stdout.pause();
  }

  resume(): void {
    this.#isHeld = false;
    this.#child?.stdout.resume();
  }

  #read(line: Buffer): void {
    let envelope: Envelope;
    try {
      envelope = readLine(line);
    } catch (error) {
      this.#log.warn({ bytes: line.length, why: (error as Error).message }, 'child printed a line that is no message');
      return;
    }
    const question = this.#question;
    if (question !== undefined && envelope.kind === 'response' && envelope.id?.key === question.idKey) {
      this.#question = undefined;
      question.answer(envelope);
    } else this.#listener.message(envelope);
  }

  #lineTooLong(error: LineTooLongError): void {
    this.release();
    this.#listener.lineTooLong(error);
  }

  /** What waits goes to the next child: it has not reached this one. */
  #lost(exit: ChildExit): void {
    const child = this.#child;
    this.#detach();
    this.#listener.lost(exit);
    void child?.close();
  }

  #detach(): void {
    this.#child = undefined;
    this.#isOpen = false;
    this.#question?.fail(new ChildLostError());
    this.#question = undefined;
  }

  #forgetWaiting(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
