import { AppError } from '../../src/base/errors.ts';

/** A child printed more than the limit without a line end. */
export class LineTooLongError extends AppError {
  readonly code = 'LINE_TOO_LONG';
  readonly maxLineBytes: number;
  /** The lines that the same chunk completed before the long one began; they are whole and good. */
  readonly linesBefore: readonly Buffer[];

  constructor(maxLineBytes: number, linesBefore: readonly Buffer[] = []) {
    super(`The server printed a line of more than ${maxLineBytes} bytes. Raise --max-line-bytes to let it through.`);
    this.maxLineBytes = maxLineBytes;
    this.linesBefore = linesBefore;
  }
}
