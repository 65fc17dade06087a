import type { Readable } from 'node:stream';
import { LineSplitter } from './line-splitter.ts';
import { LineTooLongError } from './line-too-long-error.ts';

/** Who gets what a child prints. */
export interface StdoutListener {
  line(bytes: Buffer): void;
  /** The line is lost and with it the place in the stream: nothing more is read. */
  lineTooLong(error: LineTooLongError): void;
}

/** A child's stdout → lines. Reads nothing before `listen`, so that what an untouched child prints waits in the pipe. */
export class StdoutReader {
  readonly #stdout: Readable;
  readonly #splitter: LineSplitter;
  /** Resolves when everything the child printed has been read. */
  readonly ended: Promise<void>;
  /** Resolves with the first bytes that are read. */
  readonly begun: Promise<void>;
  #hasBegun = false;
  #isPaused = false;
  #begin: () => void = () => {};

  /** `stdout` is paused. */
  constructor(stdout: Readable, options: { readonly maxLineBytes: number }) {
    this.#stdout = stdout;
    this.#splitter = new LineSplitter(options);
    stdout.on('error', () => {}); // the pipe broke: its close and the child's exit say so
    this.ended = new Promise((resolve) => stdout.once('close', resolve));
    this.begun = new Promise((resolve) => {
      this.#begin = () => {
        this.#hasBegun = true;
        resolve();
      };
    });
  }

  listen(listener: StdoutListener): void {
    this.#stdout.once('data', this.#begin);
    this.#stdout.on('data', (chunk: Buffer) => {
      for (const line of this.#split(chunk, listener)) if (line.length > 0) listener.line(line);
    });
    this.#stdout.once('end', () => {
      const last = this.#splitter.end();
      if (last !== undefined && last.length > 0) listener.line(last);
    });
    if (!this.#isPaused) this.#stdout.resume();
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  pause(): void {
    this.#isPaused = true;
    this.#stdout.pause();
  }

  resume(): void {
    this.#isPaused = false;
    this.#stdout.resume();
  }

  /** Whether its reader has asked for a pause. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  #split(chunk: Buffer, listener: StdoutListener): readonly Buffer[] {
    try {
      return this.#splitter.push(chunk);
    } catch (error) {
      if (!(error instanceof LineTooLongError)) throw error;
      this.#stdout.removeAllListeners('data').resume();
      for (const line of error.linesBefore) if (line.length > 0) listener.line(line);
      listener.lineTooLong(error);
      return [];
    }
  }
}
